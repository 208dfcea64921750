import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideHalfUp } from './rounding.ts';

describe('divideHalfUp', () => {
  it.each([
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [4n, 3n, 1n],
    [-4n, 3n, -1n],
    [0n, 7n, 0n],
  ])('%s ÷ %s is %s', (numerator, denominator, quotient) => {
    expect(divideHalfUp(numerator, denominator)).toBe(quotient);
  });

  it.each([0n, -2n])('refuses to divide by %s', (denominator) => {
    expect(() => divideHalfUp(1n, denominator)).toThrow(RangeError);
  });

  it('is never more than half from the exact quotient, and rounds a half away from zero', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.bigInt({ min: 1n, max: 10n ** 15n }),
        (n, d) => {
          const quotient = divideHalfUp(n, d);
          const doubleError = 2n * (quotient * d - n) * (n < 0n ? -1n : 1n);
          expect(doubleError > -d && doubleError <= d).toBe(true);
        },
      ),
    );
  });

  it('mirrors negatives and positives', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n, max: 10n ** 9n }), (n, d) => {
        expect(divideHalfUp(-n, d)).toBe(-divideHalfUp(n, d));
      }),
    );
  });
});
