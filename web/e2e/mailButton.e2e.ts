import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page as ListPage } from '../../src/contract/common.ts';
import type { InvoiceOut } from '../../src/contract/invoices.ts';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { callFrom } from './pageCalls.ts';
import { demoChain, expectAccessible, fetchLocal, mailsTo, mailTo, openPage } from './support.ts';
import { pushReceipt } from './till.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());

const zielony = demoChain('zielony');
const next = (page: Page) => page.getByRole('button', { name: 'Dalej' });
const codeField = (page: Page) => page.getByRole('textbox', { name: 'Kod z e-maila' });
const issueButton = (page: Page) => page.getByRole('button', { name: 'Wystaw fakturę' });
const isOnInvoice = (page: Page) => page.waitForURL(({ pathname }) => /^\/invoices\/[0-9a-f-]{36}$/.test(pathname));
const anEmail = (who: string) => `${who}-${crypto.randomUUID().slice(0, 8)}@example.com`;

/** Chooses the whole receipt for a person and goes to the last step. */
async function choose(page: Page, email: string, lines = 2): Promise<void> {
  await page.goto((await pushReceipt(zielony, { lines })).url);
  await next(page).click();
  await page.locator('input[autocomplete="name"]').fill('Anna Nowak');
  await page.getByLabel('E-mail').fill(email);
  await next(page).click();
  await page.getByRole('button', { name: 'Wyślij kod' }).waitFor();
}

/** As `choose`, and has the mail sent. Gives the link of its button. */
async function askForMail(page: Page, email: string): Promise<string> {
  await choose(page, email);
  await page.getByRole('button', { name: 'Wyślij kod' }).click();
  await codeField(page).waitFor();
  return linkTo(email);
}

async function linkTo(email: string): Promise<string> {
  return /http\S+\/issue#\w+/.exec((await mailTo(email, /kod/)).text)?.[0] ?? '';
}

/** Types the code of the last mail. The field is there once that mail is sent. */
async function typeCode(page: Page, email: string): Promise<void> {
  await codeField(page).waitFor();
  await codeField(page).fill(/\d{6}/.exec((await mailTo(email, /kod/)).subject)?.[0] ?? '');
}

async function invoicesSeenBy(page: Page): Promise<string[]> {
  return (await callFrom<ListPage<InvoiceOut>>(page, '/invoices')).items.map(({ number }) => number);
}

describe('the button in the mail', () => {
  it('issues nothing when a mail scanner opens the link, also in a browser that draws the page and waits', async () => {
    const phone = await openPage(browser);
    const email = anEmail('scanned');
    const link = await askForMail(phone, email);
    for (let n = 0; n < 3; n += 1) await fetchLocal(link);
    const scanner = await openPage(browser);
    await scanner.goto(link);
    await issueButton(scanner).waitFor();
    await scanner.waitForLoadState('networkidle');
    await expectAccessible(scanner, 'press');
    await scanner.reload();
    await issueButton(scanner).waitFor();
    expect(await scanner.context().cookies()).toEqual([]);
    expect(await mailsTo(email, /Faktura/)).toEqual([]);
    expect(await codeField(phone).isVisible()).toBe(true);
    await issueButton(scanner).click();
    await isOnInvoice(scanner);
  });

  it('on a laptop issues what the phone chose; the phone turns into the document by itself and is not signed in', async () => {
    const phone = await openPage(browser);
    const email = anEmail('two-devices');
    const link = await askForMail(phone, email);
    const laptop = await openPage(browser, { viewport: { width: 1280, height: 800 } });
    await laptop.goto(link);
    await laptop.getByText(email).first().waitFor();
    await issueButton(laptop).click();
    await isOnInvoice(laptop);
    await phone.waitForURL(/\/issued\//);
    const download = phone.getByRole('link', { name: 'Pobierz PDF' });
    await download.waitFor();
    await phone.locator('canvas.drawn').waitFor();
    await expectAccessible(phone, 'issued elsewhere');
    const [file] = await Promise.all([phone.waitForEvent('download'), download.click()]);
    expect(file.suggestedFilename()).toMatch(/\.pdf$/);
    await phone.reload();
    await download.waitFor();
    await expect(invoicesSeenBy(phone)).rejects.toThrow('401');
    expect(await invoicesSeenBy(laptop)).toHaveLength(1);

    await phone.getByRole('link', { name: 'Zaloguj się' }).click();
    await phone.getByLabel('E-mail').fill(email);
    await phone.getByRole('button', { name: 'Wyślij kod' }).click();
    await typeCode(phone, email);
    await isOnInvoice(phone);
    expect(new URL(phone.url()).pathname).toBe(new URL(laptop.url()).pathname);
  });

  it('in the same browser signs in both pages, and leaves nothing to finish', async () => {
    const phone = await openPage(browser);
    const email = anEmail('same-phone');
    const link = await askForMail(phone, email);
    const mail = await phone.context().newPage();
    await mail.goto(link);
    await issueButton(mail).click();
    await isOnInvoice(mail);
    await phone.bringToFront();
    await isOnInvoice(phone);
    expect(phone.url()).toBe(mail.url());
    await phone.goto(zielony.url);
    await phone.getByRole('button', { name: 'Skanuj paragon' }).waitFor();
    expect(await phone.getByText('niedokończona').count()).toBe(0);
    expect(await invoicesSeenBy(phone)).toHaveLength(1);
  });

  it('used twice shows the same invoice, and its owner alone may open it', async () => {
    const phone = await openPage(browser);
    const email = anEmail('twice');
    const link = await askForMail(phone, email);
    const first = await openPage(browser);
    await first.goto(link);
    await issueButton(first).click();
    await isOnInvoice(first);
    const second = await openPage(browser);
    await second.goto(link);
    await second.getByRole('heading', { name: 'Ta faktura jest już wystawiona' }).waitFor();
    await expectAccessible(second, 'already issued');
    await second.getByRole('link', { name: 'Otwórz fakturę' }).click();
    await second.waitForURL(/\/sign-in\?to=\/invoices\//);
    await first.goto(link);
    await first.getByRole('link', { name: 'Otwórz fakturę' }).click();
    await isOnInvoice(first);
    expect(await invoicesSeenBy(first)).toHaveLength(1);
  });

  it('says so when the choice changed meanwhile; the code still issues the new choice', async () => {
    const phone = await openPage(browser);
    const email = anEmail('changed');
    const link = await askForMail(phone, email);
    await phone.goto(`${zielony.url}/receipt`);
    await phone.getByText('Towar 2').click();
    await phone.getByText('1 z 2 pozycji').waitFor();
    await next(phone).click();
    await next(phone).click();
    await phone.getByText('przycisk z poprzedniego e-maila już nie działa').waitFor();
    const laptop = await openPage(browser);
    await laptop.goto(link);
    await laptop.getByText('Po wysłaniu tego e-maila wybrano coś innego').waitFor();
    expect(await issueButton(laptop).count()).toBe(0);
    await typeCode(phone, email);
    await isOnInvoice(phone);
    const id = phone.url().split('/').at(-1);
    expect((await callFrom<InvoiceOut>(phone, `/invoices/${id}`)).lines).toHaveLength(1);
  });
});

describe('a phone that is killed while she signs in', () => {
  const steps: [name: string, before: (page: Page, email: string) => Promise<unknown>][] = [
    ['before the mail is asked for', choose],
    ['while she reads the mail', askForMail],
  ];

  it.each(steps)('%s goes on where it was', async (_, before) => {
    const phone = await openPage(browser);
    const email = anEmail('killed');
    await before(phone, email);
    const address = phone.url();
    await phone.close();
    const reborn = await phone.context().newPage();
    await reborn.goto(address);
    const send = reborn.getByRole('button', { name: 'Wyślij kod', exact: true });
    await send.or(codeField(reborn)).first().waitFor();
    if (await send.isVisible()) await send.click();
    await typeCode(reborn, email);
    await isOnInvoice(reborn);
    expect(await invoicesSeenBy(reborn)).toHaveLength(1);
  });

  it('during the press shows the same invoice, signed in, when the link is opened again', async () => {
    const phone = await openPage(browser);
    const email = anEmail('pressed');
    const link = await askForMail(phone, email);
    const mail = await phone.context().newPage();
    // The answer never reaches the page.
    await mail.addInitScript(`
      const ask = window.fetch;
      window.fetch = async (input, init) => {
        const answer = await ask(input, init);
        if (!String(input).endsWith('/orders/press')) return answer;
        document.title = 'answered';
        return new Promise(() => {});
      };
    `);
    await phone.close();
    await mail.goto(link);
    await issueButton(mail).click();
    await expect.poll(() => mail.title()).toBe('answered');
    await mail.close();
    await phone.context().clearCookies();
    const reborn = await phone.context().newPage();
    await reborn.goto(link);
    await isOnInvoice(reborn);
    expect(await invoicesSeenBy(reborn)).toHaveLength(1);
  });
});

it('a session that ends while the invoice is issued leads back to the same press, and nothing is lost', async () => {
  const page = await openPage(browser);
  const email = anEmail('ended');
  await choose(page, email);
  await page.getByRole('button', { name: 'Wyślij kod' }).click();
  await typeCode(page, email);
  await isOnInvoice(page);
  await page.goto((await pushReceipt(zielony)).url);
  const press = page.getByRole('button', { name: /Wystaw.*Anna Nowak/ });
  await press.waitFor();
  await page.context().clearCookies();
  await press.click();
  await page.waitForURL(/\/confirm/);
  await page.getByText('Nic nie przepadło').waitFor();
  await page.getByText('Anna Nowak').waitFor();
  await page.getByRole('button', { name: 'Wyślij kod' }).click();
  await typeCode(page, email);
  await isOnInvoice(page);
  expect(await invoicesSeenBy(page)).toHaveLength(2);
});

it("the invoice mail's button leads to that invoice after signing in", async () => {
  const page = await openPage(browser);
  const email = anEmail('later');
  await choose(page, email);
  await page.getByRole('button', { name: 'Wyślij kod' }).click();
  await typeCode(page, email);
  await isOnInvoice(page);
  const mail = await mailTo(email, /Faktura/);
  const link = /http\S+\/invoices\/[0-9a-f-]{36}/.exec(mail.text)?.[0] ?? '';
  const other = await openPage(browser);
  await other.goto(link);
  await other.getByRole('link', { name: /Zaloguj/ }).click();
  await other.getByLabel('E-mail').fill(email);
  await other.getByRole('button', { name: 'Wyślij kod' }).click();
  await typeCode(other, email);
  await isOnInvoice(other);
  expect(other.url()).toBe(link);
});

it('the last step fits a phone whose keyboard leaves 300 px: the code field and the total are seen, lines unfold', async () => {
  const page = await openPage(browser);
  await choose(page, anEmail('keyboard'), 14);
  await page.getByRole('button', { name: 'Wyślij kod' }).click();
  await codeField(page).and(page.locator(':focus')).waitFor();
  await page.setViewportSize({ width: 360, height: 300 });
  const total = page.getByText(/^\d+,\d{2}\szł$/);
  for (const part of [codeField(page), total]) {
    const box = await part.boundingBox();
    expect(box && box.y >= 0 && box.y + box.height <= 300, JSON.stringify(box)).toBe(true);
  }
  expect(await total.count()).toBe(1);
  expect(await page.getByText('Towar 14').isVisible()).toBe(false);
  await page.getByText('Faktura: 14 pozycji').click();
  await page.getByText('Towar 14').scrollIntoViewIfNeeded();
  expect(await page.getByText('Towar 14').isVisible()).toBe(true);
});
