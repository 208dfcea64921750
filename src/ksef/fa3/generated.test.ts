import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitPaymentNote } from '../../domain/countries/pl/annotations.ts';
import type { Buyer } from '../../domain/invoices/buyer.ts';
import type { InvoiceState, StatedLine } from '../../domain/invoices/correction.ts';
import type { TakenLine } from '../../domain/invoices/selection.ts';
import { type Minor, minor, sum } from '../../domain/money/money.ts';
import { formatQuantity, priceOf } from '../../domain/money/quantity.ts';
import { basisPoints, type Rate, untaxedKinds } from '../../domain/money/rate.ts';
import { paymentMethods } from '../../domain/receipts/payment.ts';
import { micros } from '../../domain/testing/arbitraries.ts';
import { anInvoice, aSale } from '../../testing/builders/invoices.ts';
import { validateFa3 } from '../schema/validate.ts';
import { correctionOf } from '../testing/facts.ts';
import { partsOf, readXml, type Tree, textsOf } from '../testing/readXml.ts';
import { fa3CorrectionXml, fa3Xml } from './fa3Xml.ts';
import type { Fa3Correction, Fa3Invoice } from './facts.ts';
import { fa3Bytes } from './size.ts';
import { correctionElements, invoiceElements } from './structure.ts';

const percents = [2300, 800, 500, 400, 0].map((bp): Rate => ({ kind: 'percent', basisPoints: basisPoints(bp) }));
const rates = fc.constantFrom<Rate>(...percents, ...untaxedKinds.map((kind) => ({ kind })));
const wildText = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('<', '&', ']]>', '"', '\u202e', '\ud800', '\0', 'ż', '🐟', ' ', '\n', 'a'),
    minLength: 1,
  }),
  fc.constantFrom('Kubek', 'x'.repeat(10_000), '🐟'.repeat(600)),
);
const receiptIds = ['first', 'second'];

const lines = fc.array(
  fc
    .record({
      name: wildText,
      unit: wildText,
      micro: micros.filter((micro) => micro <= 1_000_000_000_000n),
      unitPrice: fc.integer({ min: 1, max: 5_000_000 }),
      kept: fc.integer({ min: 1, max: 100 }),
      rate: rates,
      receiptId: fc.constantFrom(...receiptIds),
      annex15: fc.boolean(),
    })
    .map(({ micro, kept, unitPrice, ...given }): TakenLine => {
      const quantity = formatQuantity(micro);
      const price = priceOf(minor(unitPrice), quantity);
      const gross = minor(Math.max(1, Math.floor((price / 100) * kept)));
      const discount = minor(Math.max(0, price - gross));
      return {
        ...given,
        lineId: 'line',
        letter: 'A',
        quantity,
        unitPrice: minor(unitPrice),
        discount,
        receiptDiscount: minor(0),
        gross,
      };
    }),
  { minLength: 1, maxLength: 12 },
);

const buyers = fc.oneof(
  fc.record({
    kind: fc.constant('company' as const),
    nip: fc.constant('8567346215'),
    name: wildText,
    address: wildText,
  }),
  fc.record({ kind: fc.constant('person' as const), name: wildText, address: wildText }),
  fc.record({ kind: fc.constant('person' as const), name: wildText }),
);
const deposits = fc.array(
  fc.record({ name: wildText, quantity: fc.constantFrom('1', '12'), unitPrice: fc.constant(minor(50)) }),
  { maxLength: 120 },
);
const payments = fc.array(
  fc.record({ method: fc.constantFrom(...paymentMethods), amount: fc.nat().map((n) => minor(n)) }),
  { maxLength: 4 },
);
const sales = (days: [string, string], receiptNumber?: string) =>
  receiptIds.map((receiptId, index) => {
    const { receiptNumber: _, ...sale } = aSale({
      receiptId,
      documentNumber: String(570 + index),
      saleDate: days[index] ?? '',
    });
    return receiptNumber === undefined ? sale : { ...sale, receiptNumber };
  });

const invoices: fc.Arbitrary<Fa3Invoice> = fc
  .record({
    lines,
    buyer: buyers satisfies fc.Arbitrary<Buyer>,
    deposits,
    payments,
    receiptNumber: fc.option(wildText, { nil: undefined }),
    days: fc.constantFrom<[string, string]>(
      ['2026-11-24', '2026-11-24'],
      ['2026-11-20', '2026-11-20'],
      ['2026-11-20', '2026-11-24'],
    ),
    annotations: fc.subarray(['art. 43 ust. 1 pkt 2 ustawy', splitPaymentNote]),
    seller: wildText,
  })
  .map(({ days, receiptNumber, payments: paid, seller, ...given }) => ({
    ...anInvoice({
      ...given,
      issueDate: '2026-11-24',
      saleDate: days[1],
      sales: sales(days, receiptNumber),
      seller: { name: seller, nip: '5265877635', address: seller },
    }),
    payments: paid,
  }));

const corrections: fc.Arbitrary<Fa3Correction> = fc
  .record({
    invoice: invoices,
    kept: fc.infiniteStream(fc.constantFrom('part', 'none', 'all')),
    renamed: fc.option(wildText, { nil: undefined }),
    deposits: fc.boolean(),
    reason: wildText,
    effect: fc.constantFrom('original' as const, 'correction' as const, 'other' as const),
    ksefNumber: fc.option(fc.constant('5265877635-20250826-0100001AF629-AF'), { nil: undefined }),
    fp: fc.boolean(),
  })
  .map(({ invoice, kept, renamed, deposits: keepsDeposits, ksefNumber, ...given }) => {
    const leftOf = (line: StatedLine): StatedLine => {
      const what = line.position === 1 ? 'none' : kept.next().value;
      if (what === 'none') return { ...line, quantity: '0', discount: minor(0), gross: minor(0) };
      return what === 'all' ? line : { ...line, gross: minor(Math.ceil(line.gross / 2)) };
    };
    const { id, number, issueDate, buyer } = invoice;
    const change = (state: InvoiceState): InvoiceState => ({
      buyer: renamed === undefined ? buyer : { ...buyer, name: renamed },
      lines: state.lines.map(leftOf),
      deposits: keepsDeposits ? state.deposits : [],
    });
    return correctionOf({ ...invoice, issueDate: '2026-12-02' }, change, {
      ...given,
      original: { id, number, issueDate, ...(ksefNumber === undefined ? {} : { ksefNumber }) },
      ...(renamed === undefined ? {} : { buyerBefore: buyer }),
    });
  });

/** Grosze written by other means than the product's: the decimal point is taken out. */
const grosze = (text: string) => Number(text.replace('.', ''));
const total = (texts: string[]) => texts.reduce((all, text) => all + grosze(text), 0);
const sumsOf = (tree: readonly Tree[]) => ({
  net: total(netElements.flatMap((name) => textsOf(tree, name))),
  vat: total(['P_14_1', 'P_14_2', 'P_14_3', 'P_14_4'].flatMap((name) => textsOf(tree, name))),
  gross: total(textsOf(tree, 'P_15')),
});
const netElements = [
  ...['1', '2', '3', '4', '5', '6_1', '6_2', '6_3', '7', '8', '9', '10', '11'].map((part) => `P_13_${part}`),
];

describe('500 generated documents', () => {
  it('of invoices are valid, of the size that was foreseen, and say the amounts of their facts', () => {
    fc.assert(
      fc.property(invoices, (invoice) => {
        const bytes = fa3Xml(invoice);
        const tree = readXml(bytes);
        expect(validateFa3(bytes)).toEqual({ valid: true });
        expect(fa3Bytes(invoiceElements(invoice))).toBe(bytes.byteLength);
        expect(sumsOf(tree)).toEqual(invoice.totals);
        expect(textsOf(tree, 'P_11A').map(grosze)).toEqual(invoice.lines.map((line) => line.gross));
        expect(textsOf(tree, 'P_9B').map(grosze)).toEqual(invoice.lines.map((line) => line.unitPrice));
        expect(textsOf(tree, 'P_8B')).toEqual(invoice.lines.map((line) => line.quantity));
        expect(total(textsOf(tree, 'P_10'))).toBe(sum(invoice.lines.map((line) => line.discount)));
        expect(textsOf(tree, 'DoZaplaty').map(grosze)).toEqual(invoice.deposits.length ? [invoice.due] : []);
        expect(total(partsOf(tree, 'Obciazenia').flatMap((part) => textsOf(part, 'Kwota')))).toBe(
          invoice.due - invoice.totals.gross,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('of corrections are valid, of the size that was foreseen, and their rows give their differences', () => {
    fc.assert(
      fc.property(corrections, (correction) => {
        const bytes = fa3CorrectionXml(correction);
        const tree = readXml(bytes);
        expect(validateFa3(bytes)).toEqual({ valid: true });
        expect(fa3Bytes(correctionElements(correction))).toBe(bytes.byteLength);
        expect(sumsOf(tree)).toEqual(correction.totals);
        const rows = partsOf(tree, 'FaWiersz').map(
          (row) => total(textsOf(row, 'P_11A')) * (textsOf(row, 'StanPrzed').length ? -1 : 1),
        );
        expect(rows.reduce((all, gross) => all + gross, 0)).toBe(correction.totals.gross satisfies Minor);
      }),
      { numRuns: 200 },
    );
  });

  it('have sums of each rate that follow from their rows by art. 106e(7), with integers alone', () => {
    const places = { 23: 'P_13_1 P_14_1', 8: 'P_13_2 P_14_2', 5: 'P_13_3 P_14_3', 4: 'P_13_4 P_14_4' };
    fc.assert(
      fc.property(invoices, (invoice) => {
        const tree = readXml(fa3Xml(invoice));
        for (const [code, names] of Object.entries(places)) {
          const rows = partsOf(tree, 'FaWiersz').filter((row) => textsOf(row, 'P_12')[0] === code);
          const gross = BigInt(total(rows.flatMap((row) => textsOf(row, 'P_11A'))));
          const [net = 0n, vat = 0n] = names.split(' ').map((name) => BigInt(total(textsOf(tree, name))));
          expect(net + vat).toBe(gross);
          // vat is the nearest integer to gross × rate ÷ (100 + rate), a half going up.
          const doubled = 2n * (gross * BigInt(code) - vat * (100n + BigInt(code)));
          expect(doubled >= -(100n + BigInt(code)) && doubled < 100n + BigInt(code)).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});
