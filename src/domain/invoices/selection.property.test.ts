import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poland } from '../countries/pl/poland.ts';
import { minor } from '../money/money.ts';
import { formatQuantity, parseQuantity } from '../money/quantity.ts';
import type { Rate } from '../money/rate.ts';
import { isOpen, partRefusal, placesOf } from '../receipts/linePart.ts';
import type { Receipt, ReceiptLine } from '../receipts/receipt.ts';
import { micros, receipts } from '../testing/arbitraries.ts';
import { afterIssuing, aLine, allOf, aReceipt } from '../testing/builders.ts';
import { type SelectedLine, type SelectionTotals, selectionTotals } from './selection.ts';

const minus = (quantity: string, taken: string) => formatQuantity(parseQuantity(quantity) - parseQuantity(taken));
const pick = (lineId: string, quantity: string): SelectedLine => ({ receiptId: 'receipt-1', lineId, quantity });

describe('selectionTotals, over any sequence of partial invoices', () => {
  it('the parts of any split add up to the line, to the grosz and the millionth, and no part costs 0.00 zł', () => {
    const splits = fc.record({
      micro: micros,
      unit: fc.constantFrom('kg', 'szt.'),
      gross: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 10 ** 12 })),
      cuts: fc.array(fc.bigInt({ min: 1n, max: 10n ** 15n }), { maxLength: 12 }),
    });
    fc.assert(
      fc.property(splits, ({ micro, unit, gross, cuts }) => {
        const line = aLine({ quantity: formatQuantity(micro), unit, unitPrice: minor(1), gross: minor(gross) });
        let left = [aReceipt({ lines: [line] })];
        const taken = { quantity: 0n, gross: 0 };
        for (const cut of [...cuts, undefined]) {
          const [offered = line] = left[0]?.lines ?? [];
          if (!isOpen(offered)) break;
          const part = cut === undefined ? parseQuantity(offered.remainingQuantity) : aPartOf(offered, cut);
          if (partRefusal(offered, part, poland)) continue;
          const { lines } = selectionTotals(left, [pick('line-1', formatQuantity(part))], poland);
          left = afterIssuing(left, lines, minus);
          taken.quantity += parseQuantity(lines[0]?.quantity ?? '0');
          taken.gross += lines[0]?.gross ?? 0;
          expect(lines[0]?.gross).toBeGreaterThan(0);
          const [rest] = left[0]?.lines ?? [];
          expect(rest?.remainingQuantity === '0').toBe(rest?.remainingGross === 0);
        }
        expect(taken).toEqual({ quantity: micro, gross });
      }),
    );
  });

  it('equals in gross the sum of any sequence of partial invoices, with deposits once', () => {
    fc.assert(
      fc.property(receipts, steps, (all, sequence) => {
        fc.pre(allOf(...all).length > 0);
        const whole = selectionTotals(all, allOf(...all), poland);
        const issued = issuedInTurn(all, sequence);
        expect(issued.reduce((total, invoice) => total + invoice.totals.gross, 0)).toBe(whole.totals.gross);
        expect(issued.reduce((total, invoice) => total + invoice.due, 0)).toBe(whole.due);
        expect(issued.flatMap((invoice) => invoice.deposits)).toHaveLength(whole.deposits.length);
        expect(issued.flatMap(({ lines }) => lines).filter(({ gross }) => gross === 0)).toEqual([]);
      }),
    );
  });

  it('differs from the VAT of the whole by at most half a grosz for each rate and document, plus half a grosz', () => {
    fc.assert(
      fc.property(receipts, steps, (all, sequence) => {
        fc.pre(allOf(...all).length > 0);
        const whole = selectionTotals(all, allOf(...all), poland);
        const issued = issuedInTurn(all, sequence);
        for (const { rate, vat } of whole.rates) {
          const parts = issued.flatMap(({ rates }) => rates.filter((row) => sameRate(row.rate, rate)));
          const drift = Math.abs(parts.reduce((total, row) => total + row.vat, 0) - vat);
          expect(drift).toBeLessThanOrEqual((parts.length + 1) / 2);
        }
      }),
    );
  });
});

const steps = fc.array(fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: 1, maxLength: 6 }), {
  maxLength: 9,
});

/** Invoices for these parts one after another; the last one takes all that is left. */
function issuedInTurn(all: Receipt[], sequence: bigint[][]): SelectionTotals[] {
  let left = all;
  const issued: SelectionTotals[] = [];
  for (const cuts of [...sequence, undefined]) {
    const selection = cuts ? someOf(left, cuts) : allOf(...left);
    if (selection.length === 0) continue;
    const invoice = selectionTotals(left, selection, poland);
    issued.push(invoice);
    left = afterIssuing(left, invoice.lines, minus);
  }
  expect(allOf(...left)).toEqual([]);
  return issued;
}

/** A part of each open line. A line whose part is refused or empty is left out. */
function someOf(left: Receipt[], cuts: bigint[]): SelectedLine[] {
  return left
    .flatMap((receipt) => receipt.lines.filter(isOpen).map((line) => ({ receiptId: receipt.id, line })))
    .flatMap(({ receiptId, line }, index) => {
      const cut = cuts[index % cuts.length] ?? 0n;
      if (cut % 3n === 0n) return [];
      const part = aPartOf(line, cut);
      return partRefusal(line, part, poland) ? [] : [{ receiptId, lineId: line.id, quantity: formatQuantity(part) }];
    });
}

/** A number of the smallest steps that a part of this line may have. */
function aPartOf(line: ReceiptLine, cut: bigint): bigint {
  const step = 10n ** BigInt(6 - placesOf(line, poland));
  const remaining = parseQuantity(line.remainingQuantity);
  return remaining < step ? remaining : step * (1n + (cut % (remaining / step)));
}

function sameRate(a: Rate, b: Rate): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
