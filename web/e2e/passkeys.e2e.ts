import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { callFrom, signInShopper } from './pageCalls.ts';
import { demoChain, expectAccessible, mailTo, openPage, tabTo } from './support.ts';
import { pushReceipt } from './till.ts';
import { givePageAuthenticator } from './virtualAuthenticator.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const next = (page: Page) => button(page, 'Dalej');
const offer = (page: Page) => button(page, 'Dodaj klucz dostępu');
const passkeysOf = async (page: Page) => (await callFrom<{ items: unknown[] }>(page, '/auth/passkeys')).items;

/** Issues a first invoice on this page by typing, and ends on the invoice. */
async function firstInvoice(page: Page, slug: 'zielony' | 'megadom', email: string): Promise<void> {
  await page.goto((await pushReceipt(demoChain(slug))).url);
  await next(page).click();
  await page.locator('input[autocomplete="name"]').fill('Anna Nowak');
  await page.getByLabel('E-mail').fill(email);
  await next(page).click();
  await button(page, /Wyślij kod/).click();
  await page.getByRole('textbox').fill(/\d{6}/.exec((await mailTo(email, /kod/)).subject)?.[0] ?? '');
  await page.waitForURL(/\/invoices\//);
}

/** Signs this page in with a code and adds a passkey on the page of an invoice that is just issued. */
async function shopperWithPasskey(slug: 'zielony' | 'megadom', email: string) {
  const page = await openPage(browser);
  const authenticator = await givePageAuthenticator(page);
  await firstInvoice(page, slug, email);
  await offer(page).click();
  await page.getByText('Gotowe. Następnym razem').waitFor();
  return { page, authenticator };
}

async function signOut(page: Page): Promise<void> {
  await page.evaluate("fetch('/api/v1/auth/session', { method: 'DELETE' })");
}

it('first invoice, passkey added, signed out, signed in by passkey, second invoice without typing', async () => {
  const page = await openPage(browser);
  const authenticator = await givePageAuthenticator(page);
  await firstInvoice(page, 'zielony', 'passkey-first@example.com');
  await offer(page).waitFor();
  await expectAccessible(page, 'the offer');
  await offer(page).click();
  await page.getByText('Gotowe. Następnym razem').waitFor();
  expect(await authenticator.hosts()).toEqual([new URL(demoChain('zielony').url).hostname]);

  await signOut(page);
  await page.goto((await pushReceipt(demoChain('zielony'))).url);
  await button(page, 'Zaloguj się kluczem dostępu').click();
  await button(page, /Wystaw.*Anna Nowak/).click();
  await page.waitForURL(/\/invoices\//);
  await page.getByRole('link', { name: 'Pobierz PDF' }).waitFor();
  expect(await offer(page).count()).toBe(0);
});

it('the suggestions of the e-mail field sign in too', async () => {
  const { page } = await shopperWithPasskey('zielony', 'passkey-suggested@example.com');
  await signOut(page);
  await page.goto(`${demoChain('zielony').url}/sign-in`);
  // The authenticator of the test picks the first suggestion as soon as the field offers it.
  await page.waitForURL(/\/invoices$/);
});

it('a passkey signs in on the last step, and its own address is shown before anything is issued for another', async () => {
  const { page } = await shopperWithPasskey('zielony', 'passkey-last@example.com');
  await signOut(page);
  async function toLastStep(email: string): Promise<void> {
    await page.goto((await pushReceipt(demoChain('zielony'))).url);
    await next(page).click();
    await page.locator('input[autocomplete="name"]').fill('Ewa Lis');
    await page.getByLabel('E-mail').fill(email);
    await next(page).click();
    await button(page, 'Potwierdź kluczem dostępu').waitFor();
    await expectAccessible(page, 'the last step');
    await button(page, 'Potwierdź kluczem dostępu').click();
  }
  await toLastStep('somebody-else@example.com');
  await page.getByText('passkey-last@example.com').waitFor();
  await button(page, 'Wystaw fakturę').waitFor();
  expect(new URL(page.url()).pathname).toBe('/confirm');

  await signOut(page);
  await toLastStep('passkey-last@example.com');
  await page.waitForURL(/\/invoices\//);
});

it('a passkey of one chain does not open the other', async () => {
  const { page, authenticator } = await shopperWithPasskey('zielony', 'passkey-chains@example.com');
  await page.goto(`${demoChain('megadom').url}/sign-in`);
  await button(page, 'Zaloguj się kluczem dostępu').click();
  await page.getByText(/Klucz dostępu nie został użyty/).waitFor();
  await expectAccessible(page, 'no passkey here');
  expect(await page.evaluate("fetch('/api/v1/me').then(({ status }) => status)")).toBe(401);
  expect(await authenticator.hosts()).toHaveLength(1);

  await page.getByLabel('E-mail').fill('passkey-chains@example.com');
  await button(page, 'Wyślij kod').click();
  await page.getByLabel('Kod z e-maila').waitFor();
});

it('a cancelled prompt leaves the offer and the sign-in form usable', async () => {
  const page = await openPage(browser);
  const authenticator = await givePageAuthenticator(page);
  const email = 'passkey-cancelled@example.com';
  await firstInvoice(page, 'megadom', email);
  await authenticator.accepts(false);
  await offer(page).click();
  await page.getByText(/Klucz nie został dodany/).waitFor();
  await expectAccessible(page, 'a cancelled offer');
  expect(await passkeysOf(page)).toEqual([]);
  await authenticator.accepts(true);
  await offer(page).click();
  await page.getByText('Gotowe. Następnym razem').waitFor();
  expect(await passkeysOf(page)).toHaveLength(1);

  await signOut(page);
  await authenticator.accepts(false);
  await page.goto(`${demoChain('megadom').url}/sign-in`);
  await button(page, 'Zaloguj się kluczem dostępu').click();
  await page.getByText(/Klucz dostępu nie został użyty/).waitFor();
  await page.getByLabel('E-mail').fill(email);
  await authenticator.accepts(true);
  await button(page, 'Zaloguj się kluczem dostępu').click();
  await page.waitForURL(/\/invoices$/);
});

it('a passkey is offered once: not after "not now", not on the next invoice, not on a device without a lock', async () => {
  const page = await openPage(browser);
  await givePageAuthenticator(page);
  await firstInvoice(page, 'zielony', 'passkey-declined@example.com');
  await offer(page).waitFor();
  await page.reload();
  await button(page, 'Nie teraz').click();
  await offer(page).waitFor({ state: 'detached' });
  expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
  await page.reload();
  await page.getByRole('link', { name: 'Pobierz PDF' }).waitFor();
  await page.locator('canvas').waitFor();
  expect(await offer(page).count()).toBe(0);

  const ignoring = await openPage(browser);
  await givePageAuthenticator(ignoring);
  await firstInvoice(ignoring, 'zielony', 'passkey-ignored@example.com');
  await offer(ignoring).waitFor();
  await ignoring.goto((await pushReceipt(demoChain('zielony'))).url);
  await button(ignoring, /Wystaw.*Anna Nowak/).click();
  await ignoring.waitForURL(/\/invoices\//);
  await ignoring.locator('canvas').waitFor();
  expect(await offer(ignoring).count()).toBe(0);

  const unlocked = await openPage(browser);
  await firstInvoice(unlocked, 'zielony', 'passkey-without@example.com');
  await unlocked.locator('canvas').waitFor();
  expect(await offer(unlocked).count()).toBe(0);
});

it('by keyboard alone: a passkey is added, and signs in', async () => {
  const page = await openPage(browser);
  await givePageAuthenticator(page);
  await firstInvoice(page, 'megadom', 'passkey-keys@example.com');
  await offer(page).waitFor();
  await tabTo(page, /^Dodaj klucz/);
  await page.keyboard.press('Enter');
  await page.getByText('Gotowe. Następnym razem').waitFor();
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Następnym razem bez kodu');

  await signOut(page);
  await page.goto((await pushReceipt(demoChain('megadom'))).url);
  await button(page, 'Zaloguj się kluczem dostępu').waitFor();
  await tabTo(page, /kluczem dostępu/);
  await page.keyboard.press('Enter');
  await button(page, /Wystaw.*Anna Nowak/).waitFor();
  await tabTo(page, /Wystaw/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/invoices\//);
});

it('the account lists passkeys with their last use, adds one and deletes one', async () => {
  const page = await openPage(browser);
  await givePageAuthenticator(page);
  const { url } = demoChain('zielony');
  await page.goto(`${url}/sign-in`);
  await signInShopper(page, 'passkey-account@example.com');
  await page.goto(`${url}/profile`);
  await page.getByText('Nie ma jeszcze żadnego klucza.').waitFor();
  await offer(page).click();
  const remove = button(page, /^Usuń klucz/);
  await remove.waitFor();
  await page.getByText(/dodany/).waitFor();
  expect(await page.getByText(/ostatnio użyty/).count()).toBe(0);
  await expectAccessible(page, 'the account with a passkey');
  await offer(page).click();
  await page.getByText('To urządzenie ma już klucz dostępu').waitFor();

  await signOut(page);
  await page.goto(`${url}/sign-in?to=/profile`);
  await page.waitForURL(/\/profile$/);
  await page.getByText(/ostatnio użyty/).waitFor();
  await remove.click();
  await page.getByText('Nie ma jeszcze żadnego klucza.').waitFor();
  expect(await passkeysOf(page)).toEqual([]);
});
