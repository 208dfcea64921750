import { describe, expect, it } from 'vitest';
import { minor } from '../../domain/money/money.ts';
import { aCompany, anInvoice, aSale, aTakenLine, someDeposits } from '../../testing/builders/invoices.ts';
import { labels } from '../labels.ts';
import { emailFields, type Field, invoiceFields } from '../source/fields.ts';
import { helperUses } from '../source/helpers.ts';
import { readThemeFolder } from '../themeFolder.ts';
import { mailView } from './mailView.ts';
import { invoiceView } from './view.ts';

const { theme } = await readThemeFolder('zielony');
const inKsef = { isConfirmation: false, codeLabels: ['OFFLINE'] };
const pl = { language: 'pl', theme } as const;

/** The shape of a value, in the form of the field tree. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [shapeOf(value[0])];
  if (typeof value !== 'object' || value === null)
    return { string: 'text', number: 'number', boolean: 'flag' }[typeof value as 'string'];
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
}

function shapeOfField(field: Field): unknown {
  if (field.kind === 'list') return [shapeOfField(field.of)];
  if (field.kind !== 'group') return field.kind;
  return Object.fromEntries(Object.entries(field.fields).map(([name, inner]) => [name, shapeOfField(inner)]));
}

const whole = anInvoice({ lines: 14, deposits: someDeposits, buyer: aCompany, annotations: ['Zwolnienie'] });

describe('what a template sees', () => {
  it('has exactly the documented fields', () => {
    expect(shapeOf(invoiceView(whole, { ...pl, as: inKsef }))).toEqual(shapeOfField(invoiceFields));
    expect(shapeOf(mailView(whole, pl))).toEqual(shapeOfField(emailFields));
  });

  it('no field has the name of a helper', () => {
    for (const fields of [invoiceFields, emailFields]) {
      const names = fields.kind === 'group' ? Object.keys(fields.fields) : [];
      expect(names.filter((name) => Object.hasOwn(helperUses, name))).toEqual([]);
    }
  });

  it('is frozen at every depth', () => {
    const view = invoiceView(whole, pl);
    expect(() => Object.assign(view.lines[0] ?? {}, { gross: '0,00' })).toThrow(TypeError);
    expect(() => Object.assign(view.seller, { name: 'x' })).toThrow(TypeError);
    expect(() => view.annotations.push('x')).toThrow(TypeError);
  });

  it('contains no id and no e-mail address', () => {
    const text = JSON.stringify(
      invoiceView(anInvoice({ buyer: { kind: 'person', name: 'Anna Nowak', email: 'anna@example.test' } }), pl),
    );
    expect(text).not.toMatch(/invoice-1|receipt-1|line-1|anna@example/);
  });
});

describe('the text of an invoice', () => {
  it('has amounts, days and numbers in the Polish format', () => {
    const line = aTakenLine(0, { unitPrice: 123456, quantity: '1.5', discount: 184 });
    const view = invoiceView(anInvoice({ lines: [line], buyer: aCompany }), pl);
    expect(view.title).toBe('Faktura FP/014/2026/11/7');
    expect(view.issueDate).toBe('24\u00a0listopada\u00a02026');
    expect(view.buyer).toMatchObject({ nip: '856-734-62-15', isCompany: true });
    expect(view.lines[0]).toMatchObject({
      quantity: '1,5',
      unitPrice: '1\u00a0234,56',
      discount: '1,84',
      gross: '1\u00a0850,00',
      grossMinor: 185000,
    });
    expect(view.rates).toEqual([{ rate: '5%', net: '1\u00a0761,90', vat: '88,10', gross: '1\u00a0850,00' }]);
    expect(view.paid).toBe('1\u00a0850,00\u00a0zł');
  });

  it('has amounts, days and numbers in the English format', () => {
    const view = invoiceView(anInvoice(), { language: 'en', theme });
    expect(view.title).toBe('Invoice FP/014/2026/11/7');
    expect(view.receiptNote).toBe('Invoice to fiscal receipt no. 570');
    expect(view.issueDate).toBe('24\u00a0November\u00a02026');
  });

  it('leaves address and NIP empty for a person without an address', () => {
    const view = invoiceView(anInvoice({ buyer: { kind: 'person', name: 'Anna Nowak' } }), pl);
    expect(view.buyer).toEqual({ name: 'Anna Nowak', nip: '', address: '', isCompany: false });
  });

  it('has deposits outside the VAT and inside the amount paid', () => {
    const view = invoiceView(anInvoice({ lines: 1, deposits: someDeposits }), pl);
    expect(view.totals.gross).toBe('14,98');
    expect(view.depositsTotal).toBe('4,00\u00a0zł');
    expect(view.paid).toBe('18,98\u00a0zł');
    expect(view.deposits.map(({ amount }) => amount)).toEqual(['3,00', '1,00']);
    expect(invoiceView(anInvoice(), pl).depositsTotal).toBe('');
  });

  it('names the sale of each line, and every receipt in the note', () => {
    const sales = [aSale(), { ...aSale({ receiptId: 'receipt-2', documentNumber: '99' }) }].map((sale, index) => {
      const { receiptNumber: _, ...rest } = sale;
      return index === 0 ? sale : rest;
    });
    const lines = [aTakenLine(0), aTakenLine(1, { receiptId: 'receipt-2' })];
    const view = invoiceView(anInvoice({ sales, lines }), pl);
    expect(view.receiptNote).toBe('Faktura do paragonów fiskalnych nr 570, 99');
    expect(view.lines.map(({ sale }) => sale)).toEqual([1, 2]);
    expect(view.severalSales).toBe(true);
    expect(view.sales[1]?.receiptNumber).toBe('');
  });

  it('all labels exist in both languages', () => {
    expect(Object.keys(labels.en)).toEqual(Object.keys(labels.pl));
    expect(Object.values({ ...labels.pl, ...labels.en }).filter((text) => text.trim() === '')).toEqual([]);
  });
});

it('a mail lists twelve lines and counts the others', () => {
  const view = mailView(whole, pl);
  expect(view.lines).toHaveLength(12);
  expect(view).toMatchObject({ lineCount: 14, moreLines: 2, paidMinor: minor(whole.due) });
});
