import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InvoiceOut } from '../../src/contract/invoices.ts';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { readWorkbook } from '../../src/testing/readWorkbook.ts';
import { issueAll, signInShopper } from './pageCalls.ts';
import { demoChain, expectAccessible, openPage, signInOffice, tabTo } from './support.ts';
import { pushReceipt } from './till.ts';

const chain = demoChain('zielony');
const buyer = { kind: 'person', name: '=SUM(A1)', address: 'ul. Długa 7, 31-147 Kraków' } as const;

let browser: Browser;
let office: Page;
let invoice: InvoiceOut;
beforeAll(async () => {
  browser = await openTestBrowser();
  const receipt = await pushReceipt(chain, { lines: [{ name: 'Kubek', quantity: '3', unitPrice: 1299 }] });
  const page = await openPage(browser);
  await page.goto(chain.url);
  await signInShopper(page, `ksiegowosc-${Date.now()}@example.com`);
  invoice = await issueAll(page, { code: receipt.code, total: 3897 }, buyer);
  office = await openPage(browser);
  await office.goto(`${chain.url}/office/books`);
  await signInOffice(office, chain.admin);
  await office.getByRole('heading', { level: 1, name: 'Księgowość' }).waitFor();
});
afterAll(() => browser.close());

async function saved(name: string): Promise<Buffer> {
  const link = office.getByRole('link', { name });
  const [file] = await Promise.all([office.waitForEvent('download'), link.press('Enter')]);
  expect(file.suggestedFilename()).toBe(
    `zielony-${invoice.issueDate.slice(0, 7)}.${name.slice(-4).trim().toLowerCase()}`,
  );
  return readFile(await file.path());
}

it('the accountant saves the month’s invoices as XLSX and as CSV, by keyboard', async () => {
  await office.getByText('Ten miesiąc jeszcze trwa').waitFor();
  await expectAccessible(office, 'books of the running month');
  const [head, ...rows] = readWorkbook(await saved('Pobierz XLSX')).get(invoice.issueDate.slice(0, 7)) ?? [];
  expect(head?.['A']?.value).toBe('Numer');
  const own = rows.find((row) => row['A']?.value === invoice.number);
  expect([own?.['J']?.value, own?.['J']?.type, own?.['E']?.value]).toEqual(['=SUM(A1)', 'text', 'BFK']);
  const csv = (await saved('Pobierz CSV')).toString();
  expect(csv).toContain(`${invoice.number};${invoice.issueDate};faktura;FP;BFK;`);
  expect(csv).toContain("'=SUM(A1)");
});

it('the accountant picks another month, and follows a company’s receipt without an invoice to its page', async () => {
  const receipt = await pushReceipt(chain, {
    till: { uniqueNumber: 'EAZ2202168920' },
    store: { code: chain.staff.store ?? 'S1' },
    buyerNip: '8567346215',
    issuedAt: '2026-08-10T12:00:00+02:00',
    lines: [{ unitPrice: 128_900 }],
  });
  await office.locator('h1').focus();
  await tabTo(office, /^Miesiąc/);
  await office.keyboard.type('sierpień 2026');
  const row = office.getByRole('link', { name: `Paragon ${receipt.documentNumber}` });
  await row.waitFor();
  await office.getByRole('heading', { name: 'Paragony firm bez faktury' }).waitFor();
  expect(await row.textContent()).toMatch(/1\s289,00\szł[\s\S]*termin minął 15\swrześnia\s2026/);
  expect(await office.getByText('Ten miesiąc jeszcze trwa').count()).toBe(0);
  await expectAccessible(office, 'books with differences');
  const isWide = await office.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
  expect(isWide).toBe(false);
  await row.press('Enter');
  await office.waitForURL(`${chain.url}/r/${receipt.code}`);
});

it('a month without differences says so', async () => {
  await office.goto(`${chain.url}/office/books`);
  await office.getByLabel('Miesiąc').selectOption('2024-05');
  await office.getByText('Wszystko się zgadza').waitFor();
});
