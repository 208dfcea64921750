import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { InvoiceOut } from '../../src/contract/invoices.ts';
import { formatAmount } from '../../src/domain/format.ts';
import { minor } from '../../src/domain/money/money.ts';
import { readPdf } from '../../src/testing/browser/readPdf.ts';

/** The file that the browser downloads after `press`. */
export async function savedBy(page: Page, press: () => Promise<void>): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), press()]);
  const parts: Buffer[] = [];
  for await (const part of await file.createReadStream()) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** All text of a PDF in one line. */
export async function printedText(pdf: Uint8Array): Promise<string> {
  return (await readPdf(pdf)).pages.join(' ').replaceAll(/\s+/g, ' ');
}

/** Expects every amount and identifier of the API in the PDF's text. */
export async function expectPrinted(pdf: Buffer, invoice: InvoiceOut): Promise<void> {
  const plain = await printedText(pdf);
  const amount = (grosze: number) => formatAmount(minor(grosze), 'pl').replaceAll(/\s+/g, ' ');
  expect((await readPdf(pdf)).title).toContain(invoice.number);
  for (const fact of [invoice.number, invoice.buyer.name, invoice.seller.name]) expect(plain).toContain(fact);
  for (const { net, vat, gross } of [invoice.totals, ...invoice.rates])
    for (const grosze of [net, vat, gross]) expect(plain).toContain(amount(grosze));
  for (const line of invoice.lines) {
    expect(plain).toContain(line.name);
    expect(plain).toContain(amount(line.gross));
  }
  expect(plain).toContain(amount(invoice.due));
  for (const sale of invoice.sales) {
    expect(plain).toContain(sale.tillUniqueNumber);
    expect(plain).toContain(sale.documentNumber);
  }
}
