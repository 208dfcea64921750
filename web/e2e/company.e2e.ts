import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { keepCompany } from './registers.ts';
import { demoChain, expectAccessible, openPage } from './support.ts';
import { pushReceipt } from './till.ts';

const company = {
  nip: '7740001454',
  name: 'Piekarnia Kłos sp. z o.o.',
  address: 'ul. Puławska 17, 02-515 Warszawa',
};
const unknownNip = '5252248481';

let browser: Browser;
beforeAll(async () => {
  browser = await openTestBrowser();
  await keepCompany(company);
});
afterAll(() => browser.close());

/**
 * Opens the buyer page for a new receipt with this NIP. The receipt is above 450 zł, because a smaller one already
 * counts as an invoice.
 */
async function buyerPage(nip: string) {
  const { url } = await pushReceipt(demoChain('zielony'), { buyerNip: nip, lines: 40 });
  const page = await openPage(browser);
  await page.goto(url);
  await page.getByRole('button', { name: 'Dalej' }).click();
  await page.getByLabel('Nazwa firmy').waitFor();
  return { page, name: page.getByLabel('Nazwa firmy'), address: page.getByLabel('Adres', { exact: true }) };
}

it('name and address of a company come from a register that the page names, and can be corrected', async () => {
  const { page, name, address } = await buyerPage(company.nip);
  await expect.poll(() => name.inputValue()).toBe(company.name);
  expect(await address.inputValue()).toBe(company.address);
  const hint = page.getByText(/REGON, stan\sna\s23\slistopada\s2026/);
  await hint.waitFor();
  await expectAccessible(page, 'a company filled in');
  await name.fill('Piekarnia Kłos');
  await hint.waitFor({ state: 'detached' });
});

it('the shopper fills in the form when no register answers', async () => {
  const { page, name, address } = await buyerPage(unknownNip);
  await name.fill('Zakład Stolarski');
  await address.fill('ul. Leśna 2, 05-807 Podkowa Leśna');
  await page.getByLabel('E-mail').fill('stolarz@example.com');
  await page.getByRole('button', { name: 'Dalej' }).click();
  await page.waitForURL(/\/confirm/);
});
