import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { keepCompany } from './registers.ts';
import { browserSeeing, demoChain, mailTo, openPage } from './support.ts';
import { pushReceipt } from './till.ts';
import { givePageAuthenticator } from './virtualAuthenticator.ts';

/**
 * From the receipt to the file on the phone. The way starts with the receipt's link, which the phone's own camera opens, or
 * with the icon on the home screen. A tap that only moves the cursor into a field counts as part of what is typed there.
 */
let browser: Browser;
beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());

const next = (page: Page) => page.getByRole('button', { name: 'Dalej' });
const issueNow = (page: Page) => page.getByRole('button', { name: /Wystaw.*Anna Nowak/ });

/** Counts taps and keys on every page that this context opens from here on. */
async function count(context: BrowserContext): Promise<(page: Page) => Promise<{ taps: number; keys: number }>> {
  await context.addInitScript(`
    const add = (what) => sessionStorage.setItem(what, String(Number(sessionStorage.getItem(what)) + 1));
    addEventListener('click', (event) => event.isTrusted && !event.target.closest('input') && add('taps'), { capture: true });
    addEventListener('keydown', () => add('keys'), { capture: true });
  `);
  return (page) =>
    page.evaluate(`({ taps: Number(sessionStorage.getItem('taps')), keys: Number(sessionStorage.getItem('keys')) })`);
}

async function type(page: Page, field: string, words: string): Promise<void> {
  await page.locator(field).tap();
  await page.keyboard.type(words);
}

async function typeCode(page: Page, email: string): Promise<void> {
  const code = /\d{6}/.exec((await mailTo(email, /kod/)).subject)?.[0] ?? '';
  await type(page, 'input[name="one-time-code"]', code);
}

async function download(page: Page): Promise<void> {
  const link = page.getByRole('link', { name: 'Pobierz PDF' });
  const [file] = await Promise.all([page.waitForEvent('download'), link.tap()]);
  expect(file.suggestedFilename()).toMatch(/\.pdf$/);
}

const phonePage = (options: Parameters<typeof openPage>[1] = {}, on = browser) =>
  openPage(on, { hasTouch: true, ...options });

const person = { name: 'Anna Nowak', field: 'input[autocomplete="name"]' };
const emailField = 'input[name="email"]';

/** Issues a first invoice of a person from the receipt's link. */
async function firstInvoice(page: Page, email: string): Promise<void> {
  await page.goto((await pushReceipt(demoChain('zielony'))).url);
  await next(page).tap();
  await type(page, person.field, person.name);
  await type(page, emailField, email);
  await next(page).tap();
  await page.getByRole('button', { name: /Wyślij kod/ }).tap();
  await typeCode(page, email);
  await page.waitForURL(/\/invoices\//);
}

describe('the first invoice', () => {
  it('of a person takes four taps, the name, the e-mail and the code', async () => {
    const page = await phonePage();
    const counted = await count(page.context());
    const email = 'taps-first@example.com';
    await firstInvoice(page, email);
    await download(page);
    expect(await counted(page)).toEqual({ taps: 4, keys: person.name.length + email.length + 6 });
  });

  it('of a company whose NIP is on the receipt takes four taps, the e-mail and the code', async () => {
    const nip = '5260250995';
    await keepCompany({ nip, name: 'Zakład Stolarski', address: 'ul. Leśna 2, 05-807 Podkowa Leśna' });
    const page = await phonePage();
    const counted = await count(page.context());
    const email = 'taps-company@example.com';
    await page.goto((await pushReceipt(demoChain('zielony'), { buyerNip: nip, lines: 40 })).url);
    await next(page).tap();
    await expect.poll(() => page.getByLabel('Nazwa firmy').inputValue()).not.toBe('');
    await type(page, emailField, email);
    await next(page).tap();
    await page.getByRole('button', { name: /Wyślij kod/ }).tap();
    await typeCode(page, email);
    await download(page);
    expect(await counted(page)).toEqual({ taps: 4, keys: email.length + 6 });
  });
});

describe('who comes back', () => {
  it('by the link on the receipt taps twice and types nothing', async () => {
    const page = await phonePage();
    await firstInvoice(page, 'taps-link@example.com');
    const counted = await count(page.context());
    await page.goto((await pushReceipt(demoChain('zielony'))).url);
    await issueNow(page).tap();
    await download(page);
    expect(await counted(page)).toEqual({ taps: 2, keys: 0 });
  });

  it('by the icon on the home screen, which opens the camera, taps twice and types nothing', async () => {
    const chain = demoChain('zielony');
    const seeing = await browserSeeing((await pushReceipt(chain)).url);
    try {
      const page = await phonePage({ permissions: ['camera'] }, seeing);
      await firstInvoice(page, 'taps-camera@example.com');
      const counted = await count(page.context());
      await page.goto(`${chain.url}/?scan`);
      await issueNow(page).tap();
      await download(page);
      expect(await counted(page)).toEqual({ taps: 2, keys: 0 });
    } finally {
      await seeing.close();
    }
  });

  it('signed out, with a passkey, taps three times and types nothing', async () => {
    const page = await phonePage();
    await givePageAuthenticator(page);
    await firstInvoice(page, 'taps-passkey@example.com');
    await page.getByRole('button', { name: 'Dodaj klucz dostępu' }).tap();
    await page.getByText('Gotowe. Następnym razem').waitFor();
    await page.evaluate("fetch('/api/v1/auth/session', { method: 'DELETE' })");
    const counted = await count(page.context());
    await page.goto((await pushReceipt(demoChain('zielony'))).url);
    await page.getByRole('button', { name: 'Zaloguj się kluczem dostępu' }).tap();
    await issueNow(page).tap();
    await download(page);
    expect(await counted(page)).toEqual({ taps: 3, keys: 0 });
  });
});
