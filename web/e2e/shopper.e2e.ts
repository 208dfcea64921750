import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { InvoiceOut } from '../../src/contract/invoices.ts';
import { isKsefNumber } from '../../src/domain/countries/pl/identifiers/ksefNumber.ts';
import { until } from '../../src/testing/until.ts';
import { expectPrinted, savedBy } from './printed.ts';
import { browserSeeing, demoChain, expectAccessible, mailTo, openPage } from './support.ts';

const journeys = [
  { slug: 'zielony', buyer: 'person' },
  { slug: 'megadom', buyer: 'company' },
] as const;

describe.for(journeys)('a shopper of $slug, on a phone', ({ slug, buyer }) => {
  const chain = demoChain(slug);
  const receipt = chain.receipts.find((one) =>
    buyer === 'person' ? !one.buyerNip : one.buyerNip && one.total > 45_000,
  );
  if (!receipt) throw new Error('the demo has no such receipt');

  it('scans the receipt, enters the buyer, confirms her address and gets the PDF', async () => {
    const browser = await browserSeeing(`${chain.url}/r/${receipt.code}`);
    try {
      const page = await openPage(browser, { permissions: ['camera'] });
      const email = `shopper-${slug}@example.com`;
      await page.goto(chain.url);
      await expectAccessible(page, 'start');

      await page.getByRole('button', { name: 'Skanuj paragon' }).click();
      const selection = page.getByRole('button', { name: 'Dalej' });
      await selection.waitFor();
      await expectAccessible(page, 'receipt');
      await selection.click();

      await nameBuyer(page, buyer, email);
      await expectAccessible(page, 'buyer');
      await page.getByRole('button', { name: 'Dalej' }).click();

      await page.getByRole('button', { name: /Wyślij kod/ }).click();
      const code = /\d{6}/.exec((await mailTo(email, /kod/)).subject)?.[0] ?? '';
      await expectAccessible(page, 'confirm');
      await page.getByRole('textbox').fill(code);

      await page.waitForURL(/\/invoices\/[0-9a-f-]{36}/);
      await page.getByRole('link', { name: 'Pobierz PDF' }).waitFor();
      await page.locator('canvas').waitFor();
      await expectAccessible(page, 'ready');

      const invoice = await until(() => finished(page, { inKsef: buyer === 'company' }));
      expect(invoice.totals.gross).toBe(receipt.total);
      const pdf = await savedBy(page, () => page.getByRole('link', { name: 'Pobierz PDF' }).click());
      expect(createHash('sha256').update(pdf).digest('hex')).toBe(invoice.document.sha256);
      await expectPrinted(pdf, invoice);

      const mail = await mailTo(email, new RegExp(invoice.number.replaceAll('/', '\\/')));
      expect(mail.attachments).toHaveLength(1);
      expect(mail.attachments[0]?.filename).toMatch(/\.pdf$/);
    } finally {
      await browser.close();
    }
  });
});

async function nameBuyer(page: Page, buyer: 'person' | 'company', email: string): Promise<void> {
  if (buyer === 'person') await page.locator('input[autocomplete="name"]').fill('Anna Nowak');
  else {
    await page.locator('input[autocomplete="organization"]').fill('Przykładowa Pracownia Remontowa sp. z o.o.');
    await page.locator('input[autocomplete="street-address"]').fill('ul. Wzorcowa 1, 00-001 Warszawa');
  }
  await page.getByLabel('E-mail').fill(email);
}

/** The invoice as the API returns it to the signed-in page, once it is printed and has its number where it goes to KSeF. */
async function finished(page: Page, { inKsef }: { inKsef: boolean }): Promise<InvoiceOut | undefined> {
  const id = /invoices\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  const path = `/api/v1/invoices/${id}`;
  const invoice = await page.evaluate(async (url) => (await (await fetch(url)).json()) as InvoiceOut, path);
  const hasNumber = invoice.ksef?.number !== undefined && isKsefNumber(invoice.ksef.number);
  return invoice.document.state === 'ready' && hasNumber === inKsef ? invoice : undefined;
}
