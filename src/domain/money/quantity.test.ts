import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { micros } from '../testing/arbitraries.ts';
import vectors from '../vectors.json' with { type: 'json' };
import { minor } from './money.ts';
import { formatQuantity, parseQuantity, priceOf } from './quantity.ts';

describe('parseQuantity', () => {
  it.each([
    ['0', 0n],
    ['3', 3_000_000n],
    ['0.326', 326_000n],
    ['1.500000', 1_500_000n],
    ['0.000001', 1n],
    ['999999999.999999', 999_999_999_999_999n],
  ])('reads %s as %s millionths', (text, micro) => {
    expect(parseQuantity(text)).toBe(micro);
  });

  it.each(['', '1,5', '01', '.5', '5.', '1.0000001', '1234567890', '-1', '+1', '1e3', ' 1', '1\n', '0x1', 'NaN', '١'])(
    'refuses %j',
    (text) => {
      expect(() => parseQuantity(text)).toThrow(RangeError);
    },
  );
});

describe('formatQuantity', () => {
  it('has one spelling for a quantity', () => {
    expect(formatQuantity(parseQuantity('1.500'))).toBe('1.5');
    expect(formatQuantity(parseQuantity('2.000000'))).toBe('2');
    expect(formatQuantity(0n)).toBe('0');
  });

  it('gives back the text that it was read from', () => {
    fc.assert(
      fc.property(micros, (micro) => {
        expect(parseQuantity(formatQuantity(micro))).toBe(micro);
      }),
    );
  });

  it('refuses a negative quantity', () => {
    expect(() => formatQuantity(-1n)).toThrow(RangeError);
  });
});

describe('priceOf', () => {
  const sold = vectors.totals.flatMap(({ id, lines }) =>
    lines.flatMap((line) => ('quantity' in line ? [{ id, ...line }] : [])),
  );

  it.each(sold)('$id: $quantity × $unitPrice − $discount is $gross', ({ quantity, unitPrice, discount, gross }) => {
    expect(priceOf(minor(unitPrice), quantity) - discount).toBe(gross);
  });

  it('rounds half a grosz up and less than half a grosz down', () => {
    expect(priceOf(minor(1), '0.5')).toBe(1);
    expect(priceOf(minor(1), '0.499999')).toBe(0);
    expect(priceOf(minor(7990), '0.326')).toBe(2605);
  });

  it('is exact where a double is not', () => {
    expect(priceOf(minor(9_007_199_254_740), '999.999999')).toBe(9_007_199_245_732_801);
  });

  it('is never more than half a grosz from the exact product', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), micros, (unitPrice, micro) => {
        const error = BigInt(priceOf(minor(unitPrice), formatQuantity(micro))) * 1_000_000n - BigInt(unitPrice) * micro;
        expect(error > -500_000n && error <= 500_000n).toBe(true);
      }),
    );
  });

  it('refuses a price that is no safe integer', () => {
    expect(() => priceOf(minor(1_000_000_000_000), '999999999')).toThrow(RangeError);
  });
});
