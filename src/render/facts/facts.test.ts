import { describe, expect, it } from 'vitest';
import { aCompany, anInvoice, aSale, aTakenLine, someDeposits } from '../../testing/builders/invoices.ts';
import { emailFields, type Field, invoiceFields } from '../source/fields.ts';
import { invoiceView } from '../view/view.ts';
import { invoiceFacts, mailFacts, printedFacts } from './facts.ts';

/** Every path of a field tree, such as "lines[].gross". */
function pathsOf(field: Field, path = ''): string[] {
  if (field.kind === 'list') return [path, ...pathsOf(field.of, `${path}[]`)];
  if (field.kind !== 'group') return [path];
  return Object.entries(field.fields).flatMap(([name, inner]) => pathsOf(inner, path ? `${path}.${name}` : name));
}

const theme = { name: 'Zielony Koszyk' };
const printed = (invoice = anInvoice()) => printedFacts(invoiceView(invoice, { language: 'pl', theme }));
const valuesOf = (path: string, invoice = anInvoice()) =>
  printed(invoice)
    .filter((fact) => fact.path === path)
    .map(({ index, value }) => [index, value]);

describe('the list of facts', () => {
  it('names only fields that templates have, and each fact once', () => {
    const known = new Set(pathsOf(invoiceFields));
    const named = invoiceFacts.flatMap(({ path, exists, within }) => [path, ...exists, ...within]);
    expect(named.filter((path) => !known.has(path))).toEqual([]);
    expect(new Set(invoiceFacts.map(({ path }) => path)).size).toBe(invoiceFacts.length);
    const inMails = new Set(pathsOf(emailFields));
    expect(mailFacts.map(({ path }) => inMails.has(path))).toEqual([true, true]);
  });

  it('has every point of art. 106e(1) that an invoice to a receipt can have', () => {
    const points = invoiceFacts.flatMap(({ article }) => /^art\. 106e ust\. 1 pkt (\d+)$/.exec(article)?.[1] ?? []);
    // Points 9 and 11 (net price and value) are absent: art. 106e(7) and (8) allow gross prices and values instead.
    expect([...new Set(points)].map(Number).toSorted((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 13, 14, 15, 19,
    ]);
    expect(invoiceFacts.some(({ article }) => article === 'art. 106e ust. 7 i 8')).toBe(true);
    expect(invoiceFacts.filter(({ article }) => article === 'art. 106h ust. 1')).toHaveLength(2);
  });
});

describe('the facts of one invoice', () => {
  it('are the printed values of its view, one for each row', () => {
    const invoice = anInvoice({ lines: 2, deposits: someDeposits });
    expect(valuesOf('lines[].name', invoice)).toEqual([
      [0, 'Chleb żytni na zakwasie 500 g'],
      [1, 'Szynka wiejska z liściem, krojona'],
    ]);
    expect(valuesOf('lines[].quantity', invoice)).toEqual([
      [0, '2'],
      [1, '0,326'],
    ]);
    expect(valuesOf('deposits[].amount', invoice)).toEqual([
      [0, '3,00'],
      [1, '1,00'],
    ]);
    expect(valuesOf('number', invoice)).toEqual([[0, 'FP/014/2026/11/7']]);
  });

  it('leave out facts that the invoice does not have', () => {
    expect(valuesOf('buyer.nip')).toEqual([]);
    expect(valuesOf('buyer.nip', anInvoice({ buyer: aCompany }))).toEqual([[0, '856-734-62-15']]);
    expect(valuesOf('depositsTotal')).toEqual([]);
    expect(valuesOf('annotations[]')).toEqual([]);
    const discounted = anInvoice({ lines: [aTakenLine(0), aTakenLine(1, { discount: 100 })] });
    expect(valuesOf('lines[].discount', discounted)).toEqual([[1, '1,00']]);
  });

  it('include the date of each sale only when there are several sales', () => {
    expect(valuesOf('sales[].saleDate')).toEqual([]);
    const sales = [aSale(), aSale({ receiptId: 'receipt-2', saleDate: '2026-11-20' })];
    expect(valuesOf('sales[].saleDate', anInvoice({ sales })).map(([index]) => index)).toEqual([0, 1]);
  });
});
