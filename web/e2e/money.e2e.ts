import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pushedReceipts } from '../../src/domain/testing/arbitraries.ts';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { paperAmounts } from '../../src/testing/receipts/paperAmounts.ts';
import { demoChain, expectAccessible, openPage, phone } from './support.ts';
import { pushReceipt } from './till.ts';

const chain = demoChain('zielony');
const salmon = { name: 'Łosoś świeży filet', quantity: '0.326', unit: 'kg', unitPrice: 7990, discount: 652, rate: 'C' };
const rolls = { name: 'Bułka kajzerka', quantity: '6', unitPrice: 55, rate: 'C' };
const water = { name: 'Woda niegazowana', quantity: '6', unitPrice: 219 };
const discounts = [{ name: 'Kupon na owoce', amount: 300, rate: 'C' }];
const deposits = [{ name: 'Kaucja: butelka PET', quantity: '6', unitPrice: 50 }];

let browser: Browser;
beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());

/** The page's text with plain spaces. */
const textOf = async (page: Page, selector: string) =>
  (await page.locator(selector).first().allInnerTexts()).join().replaceAll(/\s+/g, ' ');
const change = (page: Page, name: string) => page.getByRole('button', { name: `Zmień ilość: ${name}` });

it('the screen shows each line, its own discount, the coupon and the sum as the paper does', async () => {
  const page = await openPage(browser);
  await page.goto((await pushReceipt(chain, { lines: [salmon, rolls, water], discounts, deposits })).url);
  await page.locator('.bar .total').filter({ hasText: '35,97 zł' }).waitFor();
  const line = await textOf(page, 'article li');
  expect(line).toBe('Łosoś świeży filet 0,326 kg × 79,90 26,05C Rabat −6,52 19,53C');
  const sums = await textOf(page, 'article dl');
  expect(sums).toBe(
    'Kupon na owoce C −3,00 Suma 32,97 zł Kaucje poza VAT; będą na tej fakturze 3,00 zł Razem z kaucją 35,97 zł',
  );
  await page.getByRole('button', { name: 'Kwoty według stawek VAT' }).click();
  expect(await textOf(page, '.bar .details')).toContain('Wybrane pozycje 35,97 Rabaty z paragonu −3,00');
  await expectAccessible(page, 'a receipt with every kind of discount');
});

it('a part of one line is called a part, and the deposits that it leaves out are named and can be taken', async () => {
  const page = await openPage(browser);
  await page.goto((await pushReceipt(chain, { lines: [rolls, water], deposits })).url);
  await page.getByText('2 pozycje, całość').waitFor();
  await change(page, 'Bułka kajzerka').click();
  const fewer = page.getByRole('button', { name: 'Mniej: Bułka kajzerka' });
  await fewer.click();
  await fewer.click();
  await page.getByText('2 pozycje, w części').waitFor();
  expect(await textOf(page, 'article li')).toContain('na fakturę 4 z 6 szt. 2,20');
  await page.getByText('Bez kaucji 3,00 zł: będą na fakturze z ostatnią częścią paragonu.').waitFor();
  await page.getByText('poza VAT; będą na fakturze z ostatnią częścią paragonu').waitFor();
  await page.getByRole('button', { name: 'Wybierz całość z kaucjami' }).click();
  await page.getByText('2 pozycje, całość').waitFor();
  await page.locator('.bar .total').filter({ hasText: '19,44 zł' }).waitFor();
});

it('weighed goods go up and down in round steps, and a quantity that is corrected says why', async () => {
  const page = await openPage(browser);
  await page.goto((await pushReceipt(chain, { lines: [salmon, rolls] })).url);
  await change(page, salmon.name).click();
  const field = page.getByRole('textbox', { name: `Ilość: ${salmon.name}` });
  await page.getByRole('button', { name: `Mniej: ${salmon.name}` }).click();
  expect(await field.inputValue()).toBe('0,32');
  await page.getByRole('button', { name: `Mniej: ${salmon.name}` }).click();
  expect(await field.inputValue()).toBe('0,31');
  await field.fill('2');
  await field.blur();
  await page.getByText('Wpisz ilość większą od 0, najwyżej 0,326 kg. Zostaje 0,31 kg.').waitFor();
  expect(await field.inputValue()).toBe('0,31');
});

it('300 lines are a few screens on a phone, the search stays in sight, and only what is chosen can be shown', async () => {
  const page = await openPage(browser);
  const many = Array.from({ length: 300 }, (_, n) => ({
    name: `Towar ${n}`,
    quantity: '3',
    rate: 'ABC'[n % 3] ?? 'A',
  }));
  await page.goto((await pushReceipt(chain, { lines: many })).url);
  await page.getByText('300 pozycji, całość').waitFor();
  const height = () => page.evaluate<number>('document.documentElement.scrollHeight');
  expect(await height()).toBeLessThan(5 * phone.height);
  await page.evaluate('scrollTo(0, 1200)');
  const search = page.getByLabel('Szukaj na paragonie');
  expect((await search.boundingBox())?.y).toBeLessThan(100);

  await page.getByRole('button', { name: 'Pokaż pozostałe 270 pozycji' }).click();
  expect(await page.evaluate("document.activeElement.closest('li').textContent")).toContain('Towar 30');
  expect(await page.getByRole('listitem').filter({ hasText: 'Towar' }).count()).toBe(300);
  expect(await height()).toBeLessThan(18_000);

  await page.getByRole('button', { name: 'Odznacz wszystko' }).click();
  await search.fill('towar 29');
  await page.getByRole('checkbox', { name: /Towar 299/ }).check();
  await search.fill('');
  await page.getByRole('button', { name: 'Tylko wybrane' }).click();
  expect(await page.getByRole('checkbox', { name: /Towar/ }).count()).toBe(1);
  await page.getByRole('checkbox', { name: /Towar 299/ }).uncheck();
  expect(await page.getByRole('checkbox', { name: /Towar 299/ }).count()).toBe(1);
  expect(await page.getByRole('button', { name: /Mniej/ }).count()).toBe(0);
});

it('an English page names Polish units in English', async () => {
  const page = await openPage(browser, { locale: 'en-GB' });
  await page.goto((await pushReceipt(chain, { lines: [rolls] })).url);
  await page.getByText('6 pcs × 0.55').waitFor();
  expect(await page.getByText('szt.').count()).toBe(0);
});

it('30 random receipts show the amounts of their paper', async () => {
  const page = await openPage(browser);
  const random = fc.sample(pushedReceipts, { numRuns: 30, seed: 7 });
  for (const { store: _store, till: _till, documentNumber: _number, issuedAt: _day, ...given } of random) {
    // Names that differ: a receipt is folded after 30 lines, and these have 8 at most.
    const lines = given.lines.map((line, index) => ({ ...line, name: `Towar ${index}` }));
    const receipt = await pushReceipt(chain, { ...given, lines });
    const paper = paperAmounts(receipt);
    await page.goto(receipt.url);
    await page.locator('article dl').waitFor();
    const amounts = async (selector: string) => (await page.locator(selector).allInnerTexts()).map(amountsIn);
    expect(await amounts('article li')).toEqual(
      paper.lines.map(({ price, discount, result }) => [price, ...(discount ? [discount, result] : [])]),
    );
    const [rows = []] = await amounts('article dl');
    expect(rows.slice(0, paper.discounts.length + 1)).toEqual([...paper.discounts, paper.total]);
    expect(rows.at(-1)).toBe(paper.paid);
    const isOpen = (await page.locator('.bar').count()) > 0;
    if (isOpen) expect((await amounts('.bar .total'))[0]).toEqual([paper.paid]);
  }
});

/** Amounts at the end of a row, with a letter or a currency behind them. Unit prices, behind “×”, are left out. */
function amountsIn(text: string): string[] {
  const plain = text.replaceAll('\u00a0', ' ').replaceAll(/× [\d ]+,\d\d/g, '');
  return [...plain.matchAll(/(\d[\d ]*,\d\d)(?: ?[A-Z]| zł)?(?=\n|$)/g)].map(([, amount = '']) => amount);
}
