import type { Browser } from 'playwright-core';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
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
  await keepAnswer();
});
afterAll(() => browser.close());

/** Keeps a register's answer, as the look-up of an earlier shopper does: the demo of the tests asks no register. */
async function keepAnswer(): Promise<void> {
  const sql = postgres(inject('demo').databaseUrl, { max: 1 });
  const tenantId = '00000000-0000-0000-0000-000000000000';
  const row = { ...company, tenant_id: tenantId, source: 'gus', as_of: '2026-11-23' };
  await sql.begin(async (tx) => {
    await tx`alter table companies no force row level security`;
    await tx`insert into companies ${tx(row)}`;
    await tx`alter table companies force row level security`;
  });
  await sql.end();
}

/** The page of the buyer, for a new receipt with this NIP; above 450 zł, so that the receipt is not an invoice itself. */
async function buyerPage(nip: string) {
  const { url } = await pushReceipt(demoChain('zielony'), { buyerNip: nip, lines: 40 });
  const page = await openPage(browser);
  await page.goto(url);
  await page.getByRole('button', { name: 'Dalej' }).click();
  await page.getByLabel('Nazwa firmy').waitFor();
  return { page, name: page.getByLabel('Nazwa firmy'), address: page.getByLabel('Adres', { exact: true }) };
}

it('name and address of a company are filled in from the register, which is named, and can be corrected', async () => {
  const { page, name, address } = await buyerPage(company.nip);
  await expect.poll(() => name.inputValue()).toBe(company.name);
  expect(await address.inputValue()).toBe(company.address);
  const hint = page.getByText(/REGON, stan\sna\s23\slistopada\s2026/);
  await hint.waitFor();
  await expectAccessible(page, 'a company filled in');
  await name.fill('Piekarnia Kłos');
  await hint.waitFor({ state: 'detached' });
});

it('while no register answers, the form is filled in by hand', async () => {
  const { page, name, address } = await buyerPage(unknownNip);
  await name.fill('Zakład Stolarski');
  await address.fill('ul. Leśna 2, 05-807 Podkowa Leśna');
  await page.getByLabel('E-mail').fill('stolarz@example.com');
  await page.getByRole('button', { name: 'Dalej' }).click();
  await page.waitForURL(/\/confirm/);
});
