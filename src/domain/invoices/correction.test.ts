import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minor, sum } from '../money/money.ts';
import { formatQuantity, parseQuantity } from '../money/quantity.ts';
import { compareRates, percentOf } from '../money/rate.ts';
import { rateTotals } from '../money/vat.ts';
import { receipts } from '../testing/arbitraries.ts';
import { allOf, rateOf } from '../testing/builders.ts';
import vectors from '../vectors.json' with { type: 'json' };
import {
  correctionBetween,
  emptied,
  type InvoiceState,
  type StatedLine,
  stateAfterReturn,
  withBuyer,
} from './correction.ts';
import { selectionTotals } from './selection.ts';

const pieces = { isPieceUnit: () => true };
const anyPart = { isPieceUnit: () => false };
const anna = { kind: 'person', name: 'Anna Nowak' } as const;

function aStatedLine(position: number, given: Partial<StatedLine> & { percent?: number } = {}): StatedLine {
  const { percent = 23, ...rest } = given;
  const line = {
    name: 'Kubek',
    quantity: '3',
    unit: 'szt.',
    unitPrice: minor(1299),
    discount: minor(0),
    receiptDiscount: minor(0),
    letter: 'A',
  };
  return {
    ...line,
    gross: minor(3897),
    rate: rateOf(percent),
    receiptId: 'receipt-1',
    lineId: `line-${position}`,
    position,
    ...rest,
  };
}

function aState(...lines: StatedLine[]): InvoiceState {
  return { buyer: anna, lines: lines.length > 0 ? lines : [aStatedLine(1)], deposits: [] };
}

function codeOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return 'no refusal';
}

describe('a return is refused for', () => {
  it.each([
    ['more than was sold', { position: 1, quantity: '4' }, 'return.exceeds_sale'],
    ['a line that is not on the invoice', { position: 2, quantity: '1' }, 'line.not_found'],
    ['nothing', { position: 1, quantity: '0' }, 'line.quantity_invalid'],
    ['less than nothing', { position: 1, quantity: '-1' }, 'line.quantity_invalid'],
    ['no number', { position: 1, quantity: 'one' }, 'line.quantity_invalid'],
    ['part of a piece', { position: 1, quantity: '0.5' }, 'line.pieces_only'],
    ['more money than the line cost', { position: 1, quantity: '1', gross: minor(3898) }, 'return.gross_invalid'],
    ['all money for a part', { position: 1, quantity: '1', gross: minor(3897) }, 'return.gross_invalid'],
    ['a part of the money for all pieces', { position: 1, quantity: '3', gross: minor(3896) }, 'return.gross_invalid'],
    ['no money', { position: 1, quantity: '1', gross: minor(0) }, 'return.gross_invalid'],
  ])('%s', (_, part, code) => {
    expect(codeOf(() => stateAfterReturn(aState(), [part], pieces))).toBe(code);
  });

  it('the same line twice in one return', () => {
    const part = { position: 1, quantity: '1' };
    expect(codeOf(() => stateAfterReturn(aState(), [part, part], pieces))).toBe('line.repeated');
  });

  it('what an earlier return already took', () => {
    const state = stateAfterReturn(aState(), [{ position: 1, quantity: '3' }], pieces);
    expect(codeOf(() => stateAfterReturn(state, [{ position: 1, quantity: '1' }], pieces))).toBe('return.exceeds_sale');
  });
});

describe('correctionBetween', () => {
  it('K1: one of three mugs is returned', () => {
    const before = aState();
    const after = stateAfterReturn(before, [{ position: 1, quantity: '1' }], pieces);
    const correction = correctionBetween(before, after);
    expect(correction.rates.map(({ rate, ...money }) => ({ percent: percentOf(rate), ...money }))).toEqual([
      { percent: 23, net: -1056, vat: -243, gross: -1299 },
    ]);
    expect(correction).toMatchObject({
      totals: { net: -1056, vat: -243, gross: -1299 },
      due: -1299,
      lines: [{ quantity: '2', gross: 2598, before: { position: 1, quantity: '3', gross: 3897 } }],
    });
  });

  it.each(vectors.corrections)('$id: $title', ({ before, after, difference, due }) => {
    const stated = (lines: { gross: number; percent: number }[]) =>
      lines.map(({ gross, percent }, index) => aStatedLine(index + 1, { quantity: '1', gross: minor(gross), percent }));
    const was = aState(...stated(before.lines));
    const kept = stated(after.lines);
    // A returned line stays in the state, without quantity and money.
    const gone = was.lines.slice(kept.length).map((line) => ({ ...line, quantity: '0', gross: minor(0) }));
    const correction = correctionBetween(was, { ...was, lines: [...kept, ...gone] });
    const { percent, ...money } = difference;
    expect(correction.rates).toEqual([{ rate: rateOf(percent), ...money }]);
    expect(correction.due).toBe(due);
  });

  it('K4: a correction to zero takes back every line and every deposit', () => {
    const state = { ...aState(), deposits: [{ name: 'Butelka', quantity: '2', unitPrice: minor(50) }] };
    const correction = correctionBetween(state, emptied(state));
    expect(correction).toMatchObject({
      totals: { net: -3168, vat: -729, gross: -3897 },
      deposits: state.deposits,
      due: -3997,
    });
  });

  it('rule 32: a second correction starts from the state after the first', () => {
    const line = aStatedLine(1, { quantity: '10', unitPrice: minor(12_300), gross: minor(123_000) });
    const first = stateAfterReturn(aState(line), [{ position: 1, quantity: '1' }], pieces);
    const second = stateAfterReturn(first, [{ position: 1, quantity: '2' }], pieces);
    expect(correctionBetween(first, second).totals).toEqual({ net: -20_000, vat: -4_600, gross: -24_600 });
  });

  it('changes the name and the address of the buyer without touching money', () => {
    const state = aState();
    const correction = correctionBetween(
      state,
      withBuyer(state, { name: anna.name, address: 'Lipowa 3, 00-001 Warszawa' }),
    );
    expect(correction).toEqual({
      lines: [],
      rates: [],
      totals: { net: 0, vat: 0, gross: 0 },
      deposits: [],
      due: 0,
    });
  });

  it('refuses a correction that changes nothing', () => {
    expect(codeOf(() => correctionBetween(aState(), aState()))).toBe('correction.changes_nothing');
  });
});

it('an invoice and its corrections add up to what was kept, whatever is returned in however many steps', () => {
  const steps = fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 }), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(receipts, steps, (some, shares) => {
      const selection = allOf(...some);
      fc.pre(selection.length > 0);
      const invoice = selectionTotals(some, selection, anyPart);
      let state: InvoiceState = {
        buyer: anna,
        lines: invoice.lines.map((line, index) => ({ ...line, position: index + 1 })),
        deposits: invoice.deposits,
      };
      const sums = { net: invoice.totals.net, vat: invoice.totals.vat, gross: invoice.totals.gross };
      for (const step of [...shares.map(partsOf), emptied]) {
        const next = step(state);
        if (next === undefined || isEmpty(state)) continue;
        const { totals, rates } = correctionBetween(state, next);
        expect(sum(rates.map((row) => row.vat))).toBe(totals.vat);
        expect([...rates].sort((a, b) => compareRates(a.rate, b.rate))).toEqual(rates);
        for (const key of ['net', 'vat', 'gross'] as const) sums[key] = minor(sums[key] + totals[key]);
        state = next;
        expect(sums).toEqual(rateTotals(state.lines).totals);
      }
      expect(sums.gross).toBe(0);
    }),
  );
});

const isEmpty = ({ lines, deposits }: InvoiceState) => deposits.length === 0 && lines.every((line) => line.gross === 0);

/** A return of these shares of the remaining lines, or undefined when no such part may be returned. */
function partsOf(shares: number[]): (state: InvoiceState) => InvoiceState | undefined {
  return (state) => {
    const parts = state.lines.flatMap((line, index) => {
      const left = parseQuantity(line.quantity);
      const micro = (left * BigInt(Math.round((shares[index] ?? 0) * 1000))) / 1000n;
      return micro === 0n ? [] : [{ position: line.position, quantity: formatQuantity(micro) }];
    });
    try {
      return parts.length === 0 ? undefined : stateAfterReturn(state, parts, anyPart);
    } catch {
      return undefined;
    }
  };
}
