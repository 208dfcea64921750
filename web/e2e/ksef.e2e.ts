import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { readPdf } from '../../src/testing/browser/readPdf.ts';
import { callFrom, issueAll, signInShopper } from './pageCalls.ts';
import { savedBy } from './printed.ts';
import { demoChain, expectAccessible, openPage, signInOffice } from './support.ts';
import { pushReceipt } from './till.ts';

const megadom = demoChain('megadom');
const buyer = {
  kind: 'company',
  nip: '7740001454',
  name: 'Zakład Stolarski',
  address: 'ul. Leśna 2, 05-807 Podkowa Leśna',
} as const;

let browser: Browser;
beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());

it('a company’s invoice page turns by itself into the invoice with its KSeF number, and gives the XML and the UPO', async () => {
  const page = await openPage(browser);
  await page.goto(megadom.url);
  await signInShopper(page, `kos-${Date.now()}@example.com`);
  const receipt = await pushReceipt(megadom, { buyerNip: buyer.nip, lines: [{ unitPrice: 51_299 }] });
  const { id } = await issueAll(page, { code: receipt.code, total: 51_299 }, buyer);
  await page.goto(`${megadom.url}/invoices/${id}`);
  await page.getByText('Faktura jest w KSeF.').waitFor();
  await page.getByRole('link', { name: 'Pobierz PDF' }).waitFor();
  const { ksef } = await callFrom<{ ksef: { number: string } }>(page, `/invoices/${id}`);
  await page.getByText(ksef.number).waitFor();
  await expectAccessible(page, 'an invoice in KSeF');
  const upo = await savedBy(page, () => page.getByRole('link', { name: 'Poświadczenie UPO' }).click());
  expect(Buffer.from(upo).toString()).toContain(ksef.number);
  const pdf = await savedBy(page, () => page.getByRole('link', { name: 'Pobierz PDF' }).click());
  const text = (await readPdf(pdf)).pages.join(' ');
  expect(text).toContain(ksef.number);
  expect(text).not.toContain('Potwierdzenie transakcji');

  const office = await openPage(browser);
  await office.goto(`${megadom.url}/office/invoices/${id}`);
  await signInOffice(office, megadom.admin);
  await office.getByText(ksef.number).waitFor();
});
