import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minor } from './money.ts';
import { formatQuantity, parseQuantity } from './quantity.ts';
import { type SelectedLine, type SelectionTotals, selectionTotals } from './selection.ts';
import { micros, receipts } from './testing/arbitraries.ts';
import { afterIssuing, aLine, allOf, aReceipt } from './testing/builders.ts';

const minus = (quantity: string, taken: string) => formatQuantity(parseQuantity(quantity) - parseQuantity(taken));
const pick = (lineId: string, quantity: string): SelectedLine => ({ receiptId: 'receipt-1', lineId, quantity });

describe('selectionTotals, over any sequence of partial invoices', () => {
  it('makes the parts of any split add up to the line, to the grosz and the millionth', () => {
    const splits = fc.record({
      micro: micros,
      gross: fc.integer({ min: 0, max: 10 ** 12 }),
      cuts: fc.array(fc.bigInt({ min: 1n, max: 10n ** 15n }), { maxLength: 12 }),
    });
    fc.assert(
      fc.property(splits, ({ micro, gross, cuts }) => {
        const line = aLine({ quantity: formatQuantity(micro), unitPrice: minor(1), gross: minor(gross) });
        let left = [aReceipt({ lines: [line] })];
        const taken = { quantity: 0n, gross: 0 };
        for (const cut of [...cuts, undefined]) {
          const remaining = parseQuantity(left[0]?.lines[0]?.remainingQuantity ?? '0');
          if (remaining === 0n) break;
          const part = cut === undefined ? remaining : 1n + (cut % remaining);
          const { lines } = selectionTotals(left, [pick('line-1', formatQuantity(part))]);
          left = afterIssuing(left, lines, minus);
          taken.quantity += parseQuantity(lines[0]?.quantity ?? '0');
          taken.gross += lines[0]?.gross ?? 0;
          expect(lines[0]?.gross).toBeGreaterThanOrEqual(0);
          expect(left[0]?.lines[0]?.remainingGross).toBeGreaterThanOrEqual(0);
        }
        expect(taken).toEqual({ quantity: micro, gross });
      }),
    );
  });

  it('equals in gross what any sequence of partial invoices adds up to, deposits once', () => {
    const steps = fc.array(fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: 1, maxLength: 6 }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(receipts, steps, (all, sequence) => {
        const whole = selectionTotals(all, allOf(...all));
        let left = all;
        const issued: SelectionTotals[] = [];
        for (const cuts of [...sequence, undefined]) {
          const selection = cuts ? someOf(allOf(...left), cuts) : allOf(...left);
          if (selection.length === 0) continue;
          const invoice = selectionTotals(left, selection);
          issued.push(invoice);
          left = afterIssuing(left, invoice.lines, minus);
        }
        expect(issued.reduce((total, invoice) => total + invoice.totals.gross, 0)).toBe(whole.totals.gross);
        expect(issued.reduce((total, invoice) => total + invoice.due, 0)).toBe(whole.due);
        expect(issued.flatMap((invoice) => invoice.deposits)).toHaveLength(whole.deposits.length);
        expect(allOf(...left)).toEqual([]);
      }),
    );
  });
});

/** A part of each offered line; a cut that divides evenly leaves the line out. */
function someOf(offered: SelectedLine[], cuts: bigint[]): SelectedLine[] {
  return offered.flatMap((line, index) => {
    const part = (cuts[index % cuts.length] ?? 0n) % (parseQuantity(line.quantity) + 1n);
    return part === 0n ? [] : [{ ...line, quantity: formatQuantity(part) }];
  });
}
