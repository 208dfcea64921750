import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { callFrom, signInShopper } from './pageCalls.ts';
import { demoChain, expectAccessible, mailTo, openPage } from './support.ts';
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
