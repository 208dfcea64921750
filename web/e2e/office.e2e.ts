import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { InvoiceOut } from '../../src/contract/invoices.ts';
import type { PushedReceipt } from '../../src/domain/receipts/pushedReceipt.ts';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { bytesFrom, callFrom, documentOf, issueAll } from './pageCalls.ts';
import { expectPrinted, printedText, savedBy } from './printed.ts';
import { expectAccessible, mailTo, openPage, signInOffice } from './support.ts';
import { pushReceipt } from './till.ts';

// One chain from its first form to an invoice in its own layout. Each test continues where the previous test ended.
const slug = `kwiaty-${Date.now().toString(36)}`;
const admin = { email: `wanda@${slug}.example`, password: 'cztery zwykłe słowa razem' };
const shopper = `klientka@${slug}.example`;
const words = 'Do zobaczenia w naszej kwiaciarni!';
const desk = { viewport: { width: 1280, height: 800 } };
const buyer = { kind: 'person', name: 'Anna Nowak' } as const;

let browser: Browser;
let chain: { url: string; posKey: string };
let office: Page;
let shop: Page;
let receipt: PushedReceipt & { code: string };
let invoice: InvoiceOut;

beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());

it('an operator creates a chain with one form and sees the POS key once', async () => {
  const { operator } = inject('demo');
  const page = await openPage(browser, desk);
  await page.goto(operator.url);
  await expectAccessible(page, 'operator sign-in');
  await signInOffice(page, operator);
  await page.getByRole('link', { name: 'Dodaj sieć' }).click();
  await expectAccessible(page, 'new chain');
  const answers = {
    '/name': 'Kwiaty Wanda',
    '/slug': slug,
    '/seller/name': 'Kwiaty Wanda sp. z o.o.',
    '/seller/nip': '526-587-76-35',
    '/seller/address': 'ul. Polna 2, 00-625 Warszawa',
    '/admin/email': admin.email,
    '/store/code': 'S1',
    '/store/name': 'Kwiaciarnia Polna',
    '/store/address': 'ul. Polna 2, 00-625 Warszawa',
  };
  for (const [name, value] of Object.entries(answers)) await page.locator(`input[name="${name}"]`).fill(value);
  await page.getByRole('button', { name: 'Dodaj sieć' }).click();

  const posKey = (await page.getByRole('region', { name: 'Klucz kas' }).textContent()) ?? '';
  expect(posKey).toMatch(/^efk_[0-9a-f]{40}$/);
  await expectAccessible(page, 'chain taken on');
  const { protocol, port } = new URL(operator.url);
  chain = { url: `${protocol}//${slug}.${new URL(operator.url).hostname.replace('operator.', '')}:${port}`, posKey };

  await page.goto(`${operator.url}/operator`);
  await page.getByText('Kwiaty Wanda').first().waitFor();
  expect(await page.content()).not.toContain(posKey);
  await page.context().close();
});

it('the first admin follows the link in the invitation mail and sets a password', async () => {
  const { text } = await mailTo(admin.email, /Kwiaty Wanda/);
  const invitation = /http\S+\/office\/welcome#\S+/.exec(text)?.[0] ?? '';
  expect(invitation.startsWith(`${chain.url}/`)).toBe(true);
  office = await openPage(browser, desk);
  await office.goto(invitation);
  await expectAccessible(office, 'welcome');
  await office.getByLabel('Nowe hasło', { exact: true }).fill(admin.password);
  await office.getByRole('button', { name: 'Ustaw hasło i wejdź' }).click();
  await office.getByRole('heading', { level: 1, name: 'Faktury' }).waitFor();
  await expectAccessible(office, 'empty office');
});

it('the admin changes the invoice layout, sees the resulting PDF, and publishes', async () => {
  await office.getByRole('link', { name: 'Szablony' }).click();
  const editor = office.getByRole('textbox', { name: 'Szablon faktury' });
  await expectAccessible(office, 'templates');
  await office.locator('[data-stage=drawn] canvas').first().waitFor();

  await editor.press('Control+End');
  await office.keyboard.insertText('\n<p>{{sellr.name}}</p>');
  await office.getByRole('button', { name: /Wiersz \d+, kolumna \d+.*sellr/ }).click();
  await expectAccessible(office, 'template with a mistake');
  expect(await editor.and(office.locator(':focus')).count()).toBe(1);

  await editor.press('Control+End');
  await office.keyboard.press('Shift+Home');
  await office.keyboard.insertText(`<p>${words}</p>`);
  await office.getByText('Bez błędów', { exact: true }).waitFor();
  await expect.poll(() => previewText(office)).toContain(words);
  await office.getByText(/Zapisano \d\d:\d\d/).waitFor();

  await office.getByRole('button', { name: 'Opublikuj' }).click();
  await office.getByRole('dialog').getByRole('button', { name: 'Opublikuj' }).click();
  await office.getByText(/Opublikowano/).waitFor();
  await expectAccessible(office, 'template published');
});

it('a till pushes a receipt with the key, and a shopper gets the PDF in the new layout', async () => {
  receipt = await pushReceipt(chain, {
    store: { code: 'S1' },
    lines: [
      { name: 'Tulipany czerwone', quantity: '10', unitPrice: 399 },
      { name: 'Wstążka', unitPrice: 250 },
    ],
  });
  shop = await openPage(browser);
  await shop.goto(chain.url);
  await expectAccessible(shop, 'the new chain’s start');
  await shop.getByRole('button', { name: 'Wpisz kod' }).click();
  await shop.getByRole('textbox').first().fill(receipt.code);
  await shop.getByRole('button', { name: 'Znajdź paragon' }).click();
  await shop.getByRole('checkbox', { name: /Wstążka/ }).uncheck();
  await shop.getByRole('button', { name: 'Dalej' }).click();
  await shop.locator('input[autocomplete="name"]').fill(buyer.name);
  await shop.getByLabel('E-mail').fill(shopper);
  await shop.getByRole('button', { name: 'Dalej' }).click();
  await shop.getByRole('button', { name: /Wyślij kod/ }).click();
  await shop.getByRole('textbox').fill(/\d{6}/.exec((await mailTo(shopper, /kod/)).subject)?.[0] ?? '');
  await shop.waitForURL(/\/invoices\/[0-9a-f-]{36}/);
  await shop.getByRole('link', { name: 'Pobierz PDF' }).waitFor();

  invoice = await callFrom(shop, `/invoices/${shop.url().split('/').at(-1)}`);
  expect(invoice.lines.map(({ name, quantity, gross }) => [name, quantity, gross])).toEqual([
    ['Tulipany czerwone', '10', 3990],
  ]);
  expect(invoice.totals.gross).toBe(3990);
  const pdf = await savedBy(shop, () => shop.getByRole('link', { name: 'Pobierz PDF' }).click());
  await expectPrinted(pdf, invoice);
  expect(await printedText(pdf)).toContain(words);
});

it('the office shows the invoice, and the admin gets a copy by mail', async () => {
  await office.getByRole('link', { name: 'Faktury' }).click();
  await office.getByRole('link', { name: invoice.number }).click();
  await office.getByRole('heading', { name: invoice.number }).waitFor();
  await office.locator('[data-stage=drawn] canvas').first().waitFor();
  await expectAccessible(office, 'office invoice');
  const mail = await mailTo(admin.email, new RegExp(invoice.number));
  expect(mail.attachments).toHaveLength(1);
});

it('after publishing the first layout again, the next invoice uses it and the issued invoice keeps its own', async () => {
  await office.getByRole('link', { name: 'Szablony' }).click();
  await office.getByRole('tab', { name: 'Wersje' }).click();
  await office.getByRole('button', { name: /^Przywróć wersję\s1$/ }).click();
  await expectAccessible(office, 'roll back?');
  await office.getByRole('dialog').getByRole('button', { name: 'Przywróć' }).click();
  await office.getByText(/znów wersja\s1/).waitFor();
  await expectAccessible(office, 'rolled back');

  const next = await pushReceipt(chain, { store: { code: 'S1' } });
  const { id } = await issueAll(shop, { code: next.code }, buyer);
  expect(await printedText(await documentOf(shop, id))).not.toContain(words);
  const kept = await documentOf(shop, invoice.id);
  expect(createHash('sha256').update(kept).digest('hex')).toBe(invoice.document.sha256);
  expect(await printedText(kept)).toContain(words);
});

/** Text of the sample on screen. */
async function previewText(page: Page): Promise<string> {
  const address = await page.getByRole('link', { name: 'Otwórz w nowej karcie' }).getAttribute('href');
  return address ? printedText(await bytesFrom(page, address)) : '';
}
