import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { callFrom, signInShopper } from './pageCalls.ts';
import { expectPrinted, savedBy } from './printed.ts';
import { demoChain, openPage } from './support.ts';
import { pushReceipt } from './till.ts';

const chain = demoChain('zielony');
const lines = [
  { name: 'Jogurt naturalny', quantity: '10', unitPrice: 399, rate: 'C' },
  { name: 'Ser dojrzewający', quantity: '1.2', unit: 'kg', unitPrice: 5999, discount: 100, rate: 'C' },
  { name: 'Płyn do naczyń', unitPrice: 1299 },
];

let browser: Browser;
beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());

/** Waits until the page shows this total of the invoice. */
const expectTotal = (page: Page, amount: string) => page.locator('.bar .total').filter({ hasText: amount }).waitFor();

const openQuantity = (page: Page, name: string) => page.getByRole('button', { name: `Zmień ilość: ${name}` }).click();

it('parts of lines from two receipts become one invoice with the totals shown on the page', async () => {
  const page = await openPage(browser);
  const [first, second] = [await pushReceipt(chain, { lines }), await pushReceipt(chain, { lines: 1 })];
  await page.goto(first.url);
  await expectTotal(page, '123,88 zł');

  await openQuantity(page, 'Jogurt naturalny');
  for (let taps = 0; taps < 7; taps++) await page.getByRole('button', { name: 'Mniej: Jogurt naturalny' }).click();
  await openQuantity(page, 'Ser dojrzewający');
  const cheese = page.getByRole('textbox', { name: 'Ilość: Ser dojrzewający' });
  await cheese.fill('1,3');
  await page.getByText('Wpisz ilość większą od 0, najwyżej 1,2 kg.').waitFor();
  await cheese.fill('0,5');
  await page.getByRole('checkbox', { name: /Płyn do naczyń/ }).uncheck();
  await expectTotal(page, '41,55 zł');

  await page.getByRole('button', { name: 'Dodaj kolejny paragon' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Kod z paragonu' }).fill(second.code);
  await page.keyboard.press('Enter');
  await expectTotal(page, '54,54 zł');

  await signInShopper(page, 'parts@example.com');
  await page.getByRole('button', { name: 'Dalej' }).click();
  await page.locator('input[autocomplete="name"]').fill('Anna Nowak');
  await page.getByLabel('E-mail').fill('parts@example.com');
  await page.getByRole('button', { name: 'Dalej' }).click();
  await page.getByRole('heading', { name: 'Sprawdź i wystaw' }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Wystaw fakturę' }).click();
  await page.waitForURL(/\/invoices\/[0-9a-f-]{36}/);
  const invoice = await callFrom<Parameters<typeof expectPrinted>[1]>(page, new URL(page.url()).pathname);
  expect(invoice.totals.gross).toBe(5_454);
  expect(invoice.lines.map(({ quantity, gross }) => [quantity, gross])).toEqual([
    ['3', 1_197],
    ['0.5', 2_958],
    ['1', 1_299],
  ]);
  const link = page.getByRole('link', { name: 'Pobierz PDF' });
  await expectPrinted(await savedBy(page, () => link.click()), invoice);

  await page.goto(first.url);
  await page.getByText('zostało 7 z 10').waitFor();
  await page.getByText('zostało 0,7 z 1,2').waitFor();
});

it('a selection survives closing the browser, and opening another receipt asks before replacing it', async () => {
  const page = await openPage(browser);
  const [first, second] = [await pushReceipt(chain, { lines }), await pushReceipt(chain)];
  await page.goto(first.url);
  await page.getByRole('checkbox', { name: /Płyn do naczyń/ }).uncheck();
  await page.getByText('2 z 3 pozycji').waitFor();
  await page.close();

  const again = await page.context().newPage();
  await again.goto(chain.url);
  await again.getByRole('link', { name: 'Wróć' }).or(again.locator('a[href="/receipt"]')).first().click();
  await again.getByText('2 z 3 pozycji').waitFor();
  await again.goto(second.url);
  await again.getByText('2 pozycje, całość').waitFor();
  await again.getByText(/niedokończone/i).waitFor();
});

it('300 lines can be searched, grouped by rate and selected at once', async () => {
  const page = await openPage(browser);
  const many = Array.from({ length: 300 }, (_, n) => ({ name: `Towar ${n}`, rate: 'ABC'[n % 3] ?? 'A' }));
  await page.goto((await pushReceipt(chain, { lines: many })).url);
  await page.getByRole('button', { name: 'Odznacz wszystko' }).click();
  await page.getByLabel('Szukaj na paragonie').fill('towar 299');
  await page.getByRole('checkbox', { name: /Towar 299/ }).check();
  await page.getByText('1 z 300 pozycji').waitFor();
  await page.getByLabel('Szukaj na paragonie').fill('');
  await page.getByLabel('Grupuj według stawki VAT').check();
  expect(await page.getByRole('heading', { name: /^[ABC] · VAT/ }).allInnerTexts()).toEqual([
    'A · VAT 23%',
    'B · VAT 8%',
    'C · VAT 5%',
  ]);
  await page.getByRole('button', { name: 'Zaznacz wszystko' }).click();
  await page.getByText('300 pozycji, całość').waitFor();
});
