import { describe, expect, it } from 'vitest';
import vectors from '../vectors.json' with { type: 'json' };
import { minor } from './money.ts';
import { spreadDiscounts } from './spreadDiscounts.ts';

const line = (letter: string, gross: number) => ({ letter, gross: minor(gross) });
const off = (amount: number, letter?: string) => ({ amount: minor(amount), ...(letter ? { letter } : {}) });

describe('spreadDiscounts', () => {
  it.each(vectors.allocations)('$id: $title', ({ amount, weights, shares }) => {
    const lines = [...weights.map((gross) => line('A', gross)), line('C', 5000)];
    expect(spreadDiscounts(lines, ['A', 'C'], [off(amount, 'A')])).toEqual({ shares: [...shares, 0], exceeding: [] });
  });

  it('without a letter spreads first over the letters, then inside each letter', () => {
    // Without the letters, the grosz would go to the first line, because the lines tie. Letter A is worth twice letter C
    // and gets it.
    const lines = [line('C', 1000), line('A', 1000), line('A', 1000)];
    expect(spreadDiscounts(lines, ['A', 'C'], [off(100)]).shares).toEqual([33, 34, 33]);
    expect(spreadDiscounts(lines, ['A', 'C'], [off(1)]).shares).toEqual([0, 1, 0]);
  });

  it('gives a tie between letters to the letter that is earlier in the table', () => {
    const lines = [line('C', 1000), line('A', 1000)];
    expect(spreadDiscounts(lines, ['A', 'C'], [off(1)]).shares).toEqual([0, 1]);
    expect(spreadDiscounts(lines, ['C', 'A'], [off(1)]).shares).toEqual([1, 0]);
  });

  it('spreads each discount by the amounts that earlier discounts left', () => {
    const lines = [line('A', 1000), line('C', 1000)];
    expect(spreadDiscounts(lines, ['A', 'C'], [off(800, 'A'), off(600)]).shares).toEqual([900, 500]);
    expect(spreadDiscounts(lines, ['A', 'C'], [off(600), off(700, 'A')]).shares).toEqual([1000, 300]);
  });

  it('reports a discount that exceeds what is left, and does not apply it', () => {
    const lines = [line('A', 1000), line('C', 1000)];
    expect(spreadDiscounts(lines, ['A', 'C'], [off(300, 'A'), off(701, 'A'), off(1700)])).toEqual({
      shares: [1000, 1000],
      exceeding: [{ index: 1, available: 700 }],
    });
  });

  it('has no amount to lower under a letter without lines', () => {
    expect(spreadDiscounts([line('A', 1000)], ['A', 'B'], [off(1, 'B'), off(1, 'Z')]).exceeding).toEqual([
      { index: 0, available: 0 },
      { index: 1, available: 0 },
    ]);
  });
});
