import { describe, expect, it } from 'vitest';
import { minor } from '../money/money.ts';
import { type ReturnSource, returnShares } from './returnShares.ts';

const country = { isPieceUnit: (unit: string) => unit === 'szt.' };
const open: ReturnSource = { quantity: '2', gross: minor(2598) };
const newest: ReturnSource = { quantity: '1', gross: minor(1299), invoice: { id: 'newest', position: 3 } };
const oldest: ReturnSource = { quantity: '1', gross: minor(1298), invoice: { id: 'oldest', position: 1 } };

const shares = (quantity: string, given: { unit?: string; gross?: number } = {}, sources = [open, newest, oldest]) =>
  returnShares(
    sources,
    {
      index: 0,
      quantity,
      unit: given.unit ?? 'szt.',
      gross: given.gross === undefined ? undefined : minor(given.gross),
    },
    country,
  );

function codeOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return 'no refusal';
}

describe('returnShares', () => {
  it.each([
    ['more than was sold', '5', {}, 'return.exceeds_sale'],
    ['nothing', '0', {}, 'line.quantity_invalid'],
    ['less than nothing', '-1', {}, 'line.quantity_invalid'],
    ['a part of a piece', '0.5', {}, 'line.pieces_only'],
    ['more paid back than the part can have cost', '1', { gross: 2598 }, 'return.gross_invalid'],
    ['nothing paid back', '1', { gross: 0 }, 'return.gross_invalid'],
  ])('refuses %s', (_, quantity, given, code) => {
    expect(codeOf(() => shares(quantity, given))).toBe(code);
  });

  it('takes what is still open first', () => {
    expect(shares('1')).toEqual([{ quantity: '1', gross: 1299 }]);
  });

  it('goes on with the newest invoice, then with older ones', () => {
    expect(shares('4').map(({ invoice, quantity, gross }) => [invoice?.id, quantity, gross])).toEqual([
      [undefined, '2', 2598],
      ['newest', '1', 1299],
      ['oldest', '1', 1298],
    ]);
  });

  it('follows the amount that the till paid back for a part', () => {
    expect(shares('1', { gross: 1250 })).toEqual([{ quantity: '1', gross: 1250 }]);
  });

  it('gives a whole source its own amount, whatever the till rounded', () => {
    expect(shares('2', { gross: 2599 })).toEqual([open]);
  });

  it('divides weighed goods to the gram', () => {
    expect(shares('0.5', { unit: 'kg' }, [{ quantity: '1.5', gross: minor(1000) }])).toEqual([
      { quantity: '0.5', gross: 333 },
    ]);
  });

  it('takes goods that cost nothing', () => {
    expect(shares('1', {}, [{ quantity: '1', gross: minor(0) }])).toEqual([{ quantity: '1', gross: 0 }]);
  });
});
