import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InvoiceOut } from '../../src/contract/invoices.ts';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { documentOf, issueAll, signInShopper } from './pageCalls.ts';
import { expectPrinted, savedBy } from './printed.ts';
import { demoChain, expectAccessible, mailsTo, openPage, signInOffice } from './support.ts';
import { pushReceipt } from './till.ts';

const chain = demoChain('zielony');
const shopper = 'biuro@pracownia.example';
const firm = {
  kind: 'company',
  nip: '8567346215',
  name: 'Pracownia Remontowa Wzór sp. z o.o.',
  address: 'ul. Wzorcowa 1, 00-001 Warszawa',
} as const;
const legacyCode = `PAR-${Date.now()}`;

let browser: Browser;
let staff: Page;
let invoice: InvoiceOut;
let elsewhere: InvoiceOut;
let document: Buffer;

// Issues one invoice of the clerk's own store, with a legacy code, and one of another store.
beforeAll(async () => {
  browser = await openTestBrowser();
  const shop = await openPage(browser);
  await shop.goto(chain.url);
  await signInShopper(shop, shopper);
  const bought = { buyerNip: firm.nip, lines: [{ name: 'Ekspres do kawy', unitPrice: 123_457 }] };
  const receipt = await pushReceipt(chain, { ...bought, store: { code: chain.staff.store }, code: legacyCode });
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' }).format(new Date(receipt.issuedAt));
  invoice = await issueAll(shop, { code: legacyCode, total: receipt.total, date }, firm);
  document = await documentOf(shop, invoice.id);
  const other = await pushReceipt(chain, { ...bought, store: { code: 'P02' } });
  elsewhere = await issueAll(shop, { code: other.code }, firm);
  staff = await openPage(browser, { viewport: { width: 1280, height: 800 } });
});
afterAll(() => browser.close());

it('a wrong password shows a message, and the right password opens the list of invoices', async () => {
  await staff.goto(`${chain.url}/office`);
  await signInOffice(staff, { ...chain.staff, password: 'nie to hasło' });
  await staff.getByRole('alert').waitFor();
  await expectAccessible(staff, 'sign-in refused');
  await signInOffice(staff, chain.staff);
  await staff.getByRole('heading', { level: 1, name: 'Faktury' }).waitFor();
  await expectAccessible(staff, 'list');
});

it('staff see no link to templates, and the templates page refuses them with a message', async () => {
  expect(await staff.getByRole('link', { name: 'Szablony' }).count()).toBe(0);
  await staff.goto(`${chain.url}/office/templates`);
  await staff.getByText('tylko administratorzy').waitFor();
  await expectAccessible(staff, 'templates, for staff');
  await staff.goto(`${chain.url}/office`);
});

it('one search field finds the invoice by number, code, NIP, amount, name, store or day, from the keyboard', async () => {
  await staff.getByRole('link', { name: invoice.number }).waitFor();
  const day = invoice.issueDate.split('-').reverse().join('.');
  for (const typed of [invoice.number, legacyCode, '856-734-62-15', '1 234,57', 'wzór sp', chain.staff.store, day]) {
    await staff.keyboard.press('/');
    await staff.keyboard.insertText(typed);
    await staff.waitForURL((url) => url.searchParams.get('q') === typed);
    await staff.getByRole('link', { name: invoice.number }).waitFor();
    await staff.getByRole('textbox', { name: /Szukaj/ }).press('Tab');
    await staff.getByRole('heading', { level: 1 }).focus();
  }
});

it('an invoice of another store is neither found nor opened by its URL', async () => {
  await staff.goto(`${chain.url}/office?q=${encodeURIComponent(elsewhere.number)}`);
  await staff.getByText('Żadna faktura nie pasuje').waitFor();
  await expectAccessible(staff, 'nothing found');
  await staff.goto(`${chain.url}/office/invoices/${elsewhere.id}`);
  await staff.getByRole('alert').waitFor();
  await expectAccessible(staff, 'not to be opened');
});

it('arrow and Enter open an invoice beside the list, and Escape returns the focus to its row', async () => {
  await staff.goto(`${chain.url}/office?q=${encodeURIComponent(legacyCode)}`);
  await staff.getByRole('link', { name: invoice.number }).waitFor();
  await staff.keyboard.press('ArrowDown');
  await staff.keyboard.press('Enter');
  await staff.getByRole('heading', { level: 2, name: invoice.number }).waitFor();
  await staff.locator('[data-stage=drawn] canvas').first().waitFor();
  await expectAccessible(staff, 'panel');
  await staff.keyboard.press('Escape');
  await staff.getByRole('heading', { level: 2, name: invoice.number }).waitFor({ state: 'detached' });
  await expect
    .poll(() => staff.getByRole('link', { name: invoice.number }).and(staff.locator(':focus')).count())
    .toBe(1);
});

it('the downloaded document is identical to the shopper’s document', async () => {
  await staff.keyboard.press('Enter');
  const pdf = await savedBy(staff, () => staff.getByRole('link', { name: 'Pobierz PDF' }).click());
  expect(createHash('sha256').update(pdf).digest('hex')).toBe(createHash('sha256').update(document).digest('hex'));
  await expectPrinted(pdf, invoice);
});

it('the document’s content policy allows a browser’s PDF viewer, which the policy of a page would block', async () => {
  const address = await staff.getByRole('link', { name: 'Otwórz' }).getAttribute('href');
  const policy = await staff.evaluate(
    async (url) => (await fetch(url)).headers.get('content-security-policy'),
    address ?? '',
  );
  expect(policy).toBe("frame-ancestors 'self'; base-uri 'none'; form-action 'none'");
});

it('sending again gives the shopper a second mail', async () => {
  const subject = new RegExp(invoice.number);
  await expect.poll(() => mailsTo(shopper, subject).then((mails) => mails.length)).toBe(1);
  await staff.getByRole('group', { name: 'Wyślij jeszcze raz' }).getByRole('button', { name: 'Do klienta' }).click();
  await staff.getByText(/Wyślemy|Wysyłamy jeszcze raz/).waitFor();
  await expect.poll(() => mailsTo(shopper, subject).then((mails) => mails.length)).toBe(2);
  await expect.poll(() => staff.getByText('wysłano').count()).toBeGreaterThanOrEqual(3);
  await expectAccessible(staff, 'sent again');
});

it('the search results are exported as CSV', async () => {
  const csv = await savedBy(staff, () => staff.getByRole('button', { name: 'Eksport CSV' }).click());
  expect(csv.toString()).toContain(`${invoice.number};${invoice.issueDate}`);
  expect(csv.toString()).toContain(';8567346215;');
  expect(csv.toString()).toContain(';1234,57;');
});
