import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { callFrom, signInShopper } from './pageCalls.ts';
import { demoChain, mailTo, openPage } from './support.ts';
import { pushReceipt } from './till.ts';

const chain = demoChain('zielony');

let browser: Browser;
beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());

/** Waits for the content of a step, by the step's path. */
const shownAt: Record<string, (page: Page) => Promise<void>> = {
  '/': (page) => page.getByRole('button', { name: 'Skanuj paragon' }).waitFor(),
  '/receipt': (page) => page.getByRole('heading', { name: 'Co ma być na fakturze?' }).waitFor(),
  '/buyer': (page) => page.getByRole('heading', { name: 'Na kogo faktura?' }).waitFor(),
  '/confirm': (page) => page.getByRole('heading', { name: 'Sprawdź i wystaw' }).waitFor(),
};

/** Waits until the page shows the step and the URL has the step's path. */
async function expectStep(page: Page, path: string): Promise<void> {
  await shownAt[path]?.(page);
  await expect.poll(() => new URL(page.url()).pathname).toBe(path);
}

/** Goes from the start page, with a typed code, to the last step before the invoice. */
async function toConfirm(page: Page, email = 'history@example.com'): Promise<void> {
  const { code } = await pushReceipt(chain);
  await page.goto(chain.url);
  await page.getByRole('button', { name: 'Wpisz kod' }).click();
  await page.getByRole('textbox', { name: 'Kod z paragonu' }).fill(code);
  await page.keyboard.press('Enter');
  await expectStep(page, '/receipt');
  await page.getByRole('button', { name: 'Dalej' }).click();
  await expectStep(page, '/buyer');
  await page.locator('input[autocomplete="name"]').fill('Anna Nowak');
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Dalej' }).click();
  await expectStep(page, '/confirm');
}

it('the step of the mail code is restored after a reload, and the previous code is still accepted', async () => {
  const page = await openPage(browser);
  await toConfirm(page, 'reload@example.com');
  await page.getByRole('button', { name: /Wyślij kod/ }).click();
  await page.getByLabel('Kod z e-maila').waitFor();
  const code = /\d{6}/.exec((await mailTo('reload@example.com', /kod/)).subject)?.[0] ?? '';
  await page.reload();
  await page.getByText('reload@example.com').first().waitFor();
  await callFrom(page, '/auth/code', { method: 'POST', body: { email: 'reload@example.com' } });
  await page.getByLabel('Kod z e-maila').fill(code);
  await page.waitForURL(/\/invoices\/[0-9a-f-]{36}/);
});

describe('Back and Forward', () => {
  it('open every step with the content of its URL, also after a reload', async () => {
    const page = await openPage(browser);
    await toConfirm(page);
    const steps = ['/', '/receipt', '/buyer', '/confirm'];
    for (const step of steps.toReversed().slice(1)) {
      await page.goBack();
      await expectStep(page, step);
    }
    for (const step of steps.slice(1)) {
      await page.goForward();
      await expectStep(page, step);
      await page.reload();
      await expectStep(page, step);
    }
    await page.goBack();
    await expectStep(page, '/buyer');
    await page.reload();
    await expectStep(page, '/buyer');
    await page.goBack();
    await expectStep(page, '/receipt');
  });

  it('after issuing open the issued invoice, not an empty form', async () => {
    const page = await openPage(browser);
    await toConfirm(page);
    await signInShopper(page, 'history@example.com');
    await page.reload();
    await page.getByRole('button', { name: 'Wystaw fakturę' }).click();
    await page.waitForURL(/\/invoices\/[0-9a-f-]{36}/);
    const invoice = page.url();
    await page.goBack();
    await page.getByRole('heading', { name: /^Faktura .* jest wystawiona$/ }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Zobacz fakturę' }).click();
    await page.waitForURL(invoice);
  });
});
