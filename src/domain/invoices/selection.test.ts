import { describe, expect, it } from 'vitest';
import { poland } from '../countries/pl/poland.ts';
import { minor } from '../money/money.ts';
import { formatQuantity, parseQuantity } from '../money/quantity.ts';
import { Problem } from '../problem.ts';
import type { Receipt } from '../receipts/receipt.ts';
import { afterIssuing, aLine, allOf, aReceipt, rateOf } from '../testing/builders.ts';
import vectors from '../vectors.json' with { type: 'json' };
import { emptiedBy, type SelectedLine, type SelectionTotals, selectionIsWhole, selectionTotals } from './selection.ts';

const minus = (quantity: string, taken: string) => formatQuantity(parseQuantity(quantity) - parseQuantity(taken));
const pick = (lineId: string, quantity: string, receiptId = 'receipt-1'): SelectedLine => ({
  receiptId,
  lineId,
  quantity,
});

function problemOf(all: Receipt[], selection: SelectedLine[]): Problem {
  try {
    selectionTotals(all, selection, poland);
  } catch (problem) {
    if (problem instanceof Problem) return problem;
    throw problem;
  }
  throw new Error('was accepted');
}

describe('selectionTotals refuses', () => {
  const mugs = aReceipt({ lines: [aLine({ quantity: '3', remainingQuantity: '2', remainingGross: minor(2598) })] });

  it('an empty selection', () => {
    expect(problemOf([mugs], [])).toMatchObject({ code: 'selection.empty', fields: [{ pointer: '/lines' }] });
  });

  it('a line of another receipt, or an unknown line', () => {
    expect(selectionTotals([mugs], [pick('line-1', '1')], poland).lines).toHaveLength(1);
    expect(problemOf([mugs], [pick('line-1', '1', 'receipt-2')]).code).toBe('line.not_found');
    expect(problemOf([mugs], [pick('line-1', '1'), pick('line-2', '1')])).toMatchObject({
      code: 'line.not_found',
      fields: [{ pointer: '/lines/1/lineId', code: 'line.not_found' }],
    });
  });

  it('the same line twice, even when both parts would fit', () => {
    expect(problemOf([mugs], [pick('line-1', '1'), pick('line-1', '1')])).toMatchObject({
      code: 'line.repeated',
      fields: [{ pointer: '/lines/1/lineId' }],
    });
  });

  it.each(['0', '0.000', '-1', '', '1,5', '1e0', 'NaN', '3.000001', '999999999'])('a quantity of %j', (quantity) => {
    expect(problemOf([mugs], [pick('line-1', quantity)])).toMatchObject({
      code: 'line.quantity_invalid',
      fields: [{ pointer: '/lines/0/quantity' }],
    });
  });

  it('a part that would cost nothing, at its quantity, and a free line, at the line', () => {
    expect(problemOf([mugs], [pick('line-1', '0.000001')])).toMatchObject({
      code: 'line.pieces_only',
      fields: [{ pointer: '/lines/0/quantity' }],
    });
    const free = aLine({ id: 'free', discount: minor(1299) });
    expect(problemOf([aReceipt({ lines: [aLine(), free] })], [pick('line-1', '1'), pick('free', '1')])).toMatchObject({
      code: 'line.free',
      fields: [{ pointer: '/lines/1/lineId' }],
    });
  });

  it('a part of a remainder of 0.00 zł, as already invoiced', () => {
    const worn = aLine({ quantity: '3', remainingQuantity: '1', remainingGross: minor(0) });
    expect(problemOf([aReceipt({ lines: [worn] })], [pick('line-1', '1')])).toMatchObject({
      code: 'line.already_invoiced',
      params: { remainingQuantity: '0' },
    });
  });

  it('more than is left, reporting what is left', () => {
    expect(problemOf([mugs], [pick('line-1', '2.000001')])).toMatchObject({
      code: 'line.already_invoiced',
      params: { remainingQuantity: '2' },
      fields: [{ pointer: '/lines/0/quantity' }],
    });
  });
});

describe('selectionTotals', () => {
  it('takes lines 1 and 3 of a receipt, and the remaining lines later (vector G6c)', () => {
    const receipt = aReceipt({
      lines: [4691, 2345, 1081].map((gross, index) => aLine({ id: `line-${index + 1}`, gross: minor(gross) })),
    });
    const moneyOf = ({ rates, totals }: SelectionTotals) => ({
      rates: rates.map(({ rate, ...money }) => money),
      totals,
    });
    const vector = (id: string) => {
      const found = vectors.totals.find((each) => each.id === id);
      return { rates: found?.rates.map(({ percent, ...money }) => money), totals: found?.totals };
    };
    const first = selectionTotals([receipt], [pick('line-1', '1'), pick('line-3', '1')], poland);
    const rest = afterIssuing([receipt], first.lines, minus);
    expect(moneyOf(first)).toEqual(vector('G6c selected'));
    expect(moneyOf(selectionTotals(rest, allOf(...rest), poland))).toEqual(vector('G6c remaining'));
    expect(moneyOf(selectionTotals([receipt], allOf(receipt), poland))).toEqual(vector('G6c receipt'));
  });

  it('rounds half a grosz of a part up, and the last part gets the remainder', () => {
    const pair = aReceipt({ lines: [aLine({ quantity: '2', gross: minor(99) })] });
    const first = selectionTotals([pair], [pick('line-1', '1')], poland);
    const rest = afterIssuing([pair], first.lines, minus);
    expect(first.totals.gross).toBe(50);
    expect(selectionTotals(rest, [pick('line-1', '1')], poland).totals.gross).toBe(49);
  });

  it('shows the discount of a part as its price minus its gross', () => {
    const salmon = aLine({ unit: 'kg', quantity: '0.326', unitPrice: minor(7990), discount: minor(652), percent: 5 });
    const { lines } = selectionTotals([aReceipt({ lines: [salmon] })], [pick('line-1', '0.1')], poland);
    // 1953 × 0.1 ÷ 0.326 = 599.08; the price of 0.1 kg is 7.99.
    expect(lines[0]).toMatchObject({ quantity: '0.1', gross: 599, discount: 200, unitPrice: 7990, rate: rateOf(5) });
  });

  it('never shows a negative discount when rounding makes a part a grosz more than its price', () => {
    // 0.01 zł × 1.6 is 0.02 zł. Half of this is 0.01 zł, but the price of a 0.4 part would round to nothing.
    const line = aLine({ quantity: '1.6', unitPrice: minor(1) });
    const { lines } = selectionTotals([aReceipt({ lines: [line] })], [pick('line-1', '0.4')], poland);
    expect(lines[0]).toMatchObject({ gross: 1, discount: 0 });
  });

  it('combines several receipts into one invoice, in the order selected and with one row for each rate', () => {
    const [one, two] = [
      aReceipt({ id: 'one' }),
      aReceipt({ id: 'two', lines: [aLine(), aLine({ id: 'b', percent: 5 })] }),
    ];
    const { lines, rates } = selectionTotals(
      [one, two],
      [pick('b', '1', 'two'), pick('line-1', '1', 'one'), pick('line-1', '1', 'two')],
      poland,
    );
    expect(lines.map((line) => `${line.receiptId}/${line.lineId}`)).toEqual(['two/b', 'one/line-1', 'two/line-1']);
    expect(rates.map((row) => row.gross)).toEqual([2598, 1299]);
  });

  it('uses one spelling for each quantity', () => {
    expect(selectionTotals([aReceipt()], [pick('line-1', '1.00')], poland).lines[0]?.quantity).toBe('1');
  });

  it('adds the deposits to the invoice that takes the receipt’s last lines, and to no other (vector G5)', () => {
    const vector = vectors.totals.find(({ id }) => id === 'G5');
    const receipt = aReceipt({
      lines: [
        aLine({ id: 'salmon', quantity: '0.326', unitPrice: minor(7990), discount: minor(652), percent: 5 }),
        aLine({ id: 'milk', unitPrice: minor(350) }),
      ],
      deposits: [{ name: 'Butelka', quantity: '1', unitPrice: minor(50) }],
    });
    const whole = selectionTotals([receipt], allOf(receipt), poland);
    expect(whole).toMatchObject({ totals: vector?.totals, due: vector?.due, deposits: receipt.deposits });

    const first = selectionTotals([receipt], [pick('milk', '1')], poland);
    expect(first).toMatchObject({ deposits: [], due: 350 });
    const rest = afterIssuing([receipt], first.lines, minus);
    expect(selectionTotals(rest, [pick('salmon', '0.326')], poland)).toMatchObject({
      deposits: receipt.deposits,
      due: 2003,
    });
    expect(selectionTotals([{ ...receipt, depositsTaken: true }], allOf(receipt), poland)).toMatchObject({
      deposits: [],
      due: 2303,
    });
  });

  it('leaves out the deposits of a receipt that has no selected line', () => {
    const deposits = [{ name: 'Butelka', quantity: '1', unitPrice: minor(50) }];
    const spent = aReceipt({
      id: 'spent',
      deposits,
      lines: [aLine({ remainingQuantity: '0', remainingGross: minor(0) })],
    });
    expect(selectionTotals([spent, aReceipt()], [pick('line-1', '1')], poland).deposits).toEqual([]);
  });
});

describe('selectionIsWhole', () => {
  const receipt = aReceipt({ lines: [aLine({ quantity: '3' }), aLine({ id: 'line-2' })] });

  it('is true when nothing of the selected receipts is left', () => {
    expect(selectionIsWhole([receipt], allOf(receipt))).toBe(true);
    expect(selectionIsWhole([receipt, aReceipt({ id: 'other' })], allOf(receipt))).toBe(true);
    expect(selectionIsWhole([receipt], [pick('line-1', '3.0'), pick('line-2', '1')])).toBe(true);
  });

  it('is false when a line, a part of a line or a line of a second receipt is left', () => {
    expect(selectionIsWhole([receipt], [pick('line-1', '3')])).toBe(false);
    expect(selectionIsWhole([receipt], [pick('line-1', '2'), pick('line-2', '1')])).toBe(false);
    const other = aReceipt({ id: 'other', lines: [aLine({ quantity: '2' })] });
    expect(selectionIsWhole([receipt, other], [...allOf(receipt), pick('line-1', '1', 'other')])).toBe(false);
    expect(selectionIsWhole([receipt], [])).toBe(false);
  });

  it('is true when only free lines are left, and then includes the deposits', () => {
    const gift = aLine({ id: 'gift', discount: minor(1299) });
    const deposits = [{ name: 'Butelka', quantity: '1', unitPrice: minor(50) }];
    const withGift = aReceipt({ lines: [aLine(), gift], deposits });
    expect(selectionIsWhole([withGift], [pick('line-1', '1')])).toBe(true);
    expect(selectionTotals([withGift], [pick('line-1', '1')], poland).deposits).toEqual(deposits);
    expect(emptiedBy([withGift, aReceipt({ id: 'other' })], [pick('line-1', '1')])).toEqual([withGift]);
  });

  it('is true for the remainder of a receipt that was partly invoiced before', () => {
    const [rest = receipt] = afterIssuing(
      [receipt],
      selectionTotals([receipt], [pick('line-1', '1')], poland).lines,
      minus,
    );
    expect(selectionIsWhole([rest], allOf(rest))).toBe(true);
  });
});
