import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amounts } from '../testing/arbitraries.ts';
import { minor, sum } from './money.ts';

describe('minor', () => {
  it('accepts safe integers, as a number or a bigint', () => {
    expect(minor(12345)).toBe(12345);
    expect(minor(-12345n)).toBe(-12345);
  });

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 2n ** 53n])('refuses %s', (amount) => {
    expect(() => minor(amount)).toThrow(RangeError);
  });
});

describe('sum', () => {
  it('of an empty list is 0', () => {
    expect(sum([])).toBe(0);
  });

  it('equals the exact sum of 5,000 of the largest amounts the contract allows', () => {
    expect(sum(Array.from({ length: 5000 }, () => minor(1_000_000_000_000)))).toBe(5_000_000_000_000_000);
  });

  it('equals exact addition', () => {
    fc.assert(
      fc.property(fc.array(amounts()), (all) => {
        expect(BigInt(sum(all))).toBe(all.reduce((total, amount) => total + BigInt(amount), 0n));
      }),
    );
  });

  it('refuses a sum that is not a safe integer', () => {
    expect(() => sum([minor(Number.MAX_SAFE_INTEGER), minor(1)])).toThrow(RangeError);
  });
});
