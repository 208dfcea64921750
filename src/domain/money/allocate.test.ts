import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amounts } from '../testing/arbitraries.ts';
import vectors from '../vectors.json' with { type: 'json' };
import { allocate } from './allocate.ts';
import { type Minor, minor, sum } from './money.ts';

const all = (...values: number[]): Minor[] => values.map((value) => minor(value));

/** Weights, and an amount from zero to their sum. */
const cases = fc
  .array(amounts(), { minLength: 1, maxLength: 40 })
  .chain((weights) => fc.record({ weights: fc.constant(weights), amount: amounts(sum(weights)) }));

describe('allocate', () => {
  it.each(vectors.allocations)('$id: $title', ({ amount, weights, shares }) => {
    expect(allocate(minor(amount), all(...weights))).toEqual(shares);
  });

  it('gives the extra grosz to the earliest of equal remainders', () => {
    expect(allocate(minor(2), all(10, 10, 10))).toEqual([1, 1, 0]);
  });

  it('gives nothing to a weight of zero', () => {
    expect(allocate(minor(1), all(0, 1, 0))).toEqual([0, 1, 0]);
    expect(allocate(minor(0), all(0, 0))).toEqual([0, 0]);
    expect(allocate(minor(0), [])).toEqual([]);
  });

  it.each([
    [1, []],
    [11, [5, 5]],
    [-1, [5, 5]],
    [1, [5, -1]],
  ])('refuses %s over %j', (amount, weights) => {
    expect(() => allocate(minor(amount), all(...weights))).toThrow(RangeError);
  });

  it('adds up to the amount, with no share below zero or above its weight', () => {
    fc.assert(
      fc.property(cases, ({ amount, weights }) => {
        const shares = allocate(amount, weights);
        expect(sum(shares)).toBe(amount);
        shares.forEach((share, index) => {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(weights[index] ?? -1);
        });
      }),
    );
  });

  it('keeps every share within one grosz of its exact proportion', () => {
    fc.assert(
      fc.property(cases, ({ amount, weights }) => {
        const whole = BigInt(sum(weights));
        allocate(amount, weights).forEach((share, index) => {
          const error = BigInt(share) * whole - BigInt(amount) * BigInt(weights[index] ?? 0);
          expect(error === 0n || (error > -whole && error < whole)).toBe(true);
        });
      }),
    );
  });

  it('returns the weights when the amount is their sum', () => {
    fc.assert(
      fc.property(fc.array(amounts()), (weights) => {
        expect(allocate(sum(weights), weights)).toEqual(weights);
      }),
    );
  });
});
