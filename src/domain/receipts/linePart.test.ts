import { describe, expect, it } from 'vitest';
import { poland } from '../countries/pl/poland.ts';
import { minor } from '../money/money.ts';
import { parseQuantity } from '../money/quantity.ts';
import { aLine } from '../testing/builders.ts';
import { grossOfPart, isOpen, leftOf, partRefusal, placesOf, receiptDiscountOf } from './linePart.ts';

const codeFor = (line: Parameters<typeof partRefusal>[0], quantity: string) =>
  partRefusal(line, parseQuantity(quantity), poland)?.code;

describe('a part that may not be invoiced', () => {
  it.each(['0.000001', '0.5', '1.5', '2.999999'])('is %s of three pieces', (quantity) => {
    for (const unit of ['szt.', 'SZT', 'op.', 'Opak', 'kpl.', 'para', 'pcs'])
      expect(codeFor(aLine({ quantity: '3', unit }), quantity)).toBe('line.pieces_only');
  });

  it('is finer than a scale can weigh', () => {
    const cheese = aLine({ unit: 'kg', quantity: '1.2', unitPrice: minor(3299) });
    expect(partRefusal(cheese, parseQuantity('0.0001'), poland)).toEqual({ code: 'line.too_many_places', places: 3 });
    expect(codeFor(cheese, '0.001')).toBeUndefined();
  });

  it('costs nothing, or leaves a remainder that costs nothing', () => {
    const nails = aLine({ quantity: '10', unitPrice: minor(0), gross: minor(3) });
    expect(['1', '9'].map((quantity) => codeFor(nails, quantity))).toEqual(Array(2).fill('line.part_too_small'));
    expect(['2', '8', '10'].map((quantity) => codeFor(nails, quantity))).toEqual([undefined, undefined, undefined]);
    expect([grossOfPart(nails, parseQuantity('2')), grossOfPart(nails, parseQuantity('8'))]).toEqual([1, 2]);
  });

  it('is of a free line, or of a line with 0.00 zł left', () => {
    const free = aLine({ quantity: '2', discount: minor(2598) });
    expect(codeFor(free, '2')).toBe('line.free');
    expect([isOpen(free), leftOf(free), leftOf(aLine({ quantity: '2' }))]).toEqual([false, '0', '2']);
  });
});

describe('everything that is left', () => {
  it('may always be taken, however small the step that an earlier part left', () => {
    const before = aLine({ quantity: '3', remainingQuantity: '2.999999', remainingGross: minor(3897) });
    expect(codeFor(before, '2.999999')).toBeUndefined();
    expect(codeFor(before, '2.5')).toBe('line.pieces_only');
  });
});

describe('a receipt with finer fractions', () => {
  it('allows parts as fine as its own quantities', () => {
    expect(placesOf({ unit: 'szt.', quantity: '1.5' }, poland)).toBe(1);
    expect(placesOf({ unit: 'szt.', quantity: '1.500' }, poland)).toBe(1);
    expect(placesOf({ unit: 'szt.', quantity: '2.000' }, poland)).toBe(0);
    expect(placesOf({ unit: 'kg', quantity: '0.32611' }, poland)).toBe(5);
    expect(placesOf({ unit: 'kg', quantity: '10' }, poland)).toBe(3);
    expect(codeFor(aLine({ quantity: '1.5' }), '0.5')).toBeUndefined();
    expect(codeFor(aLine({ quantity: '1.5' }), '0.25')).toBe('line.too_many_places');
  });
});

describe('the share of the receipt’s discounts', () => {
  const line = { discount: minor(749), receiptDiscount: minor(97) };

  it('is whole for the whole line, and in proportion for a part', () => {
    expect(receiptDiscountOf(line, minor(749))).toBe(97);
    expect(receiptDiscountOf(line, minor(375))).toBe(49);
  });

  it('is nothing on a line without discounts, and all on a line with no discount of its own', () => {
    expect(receiptDiscountOf({ discount: minor(0), receiptDiscount: minor(0) }, minor(1))).toBe(0);
    expect(receiptDiscountOf({ discount: minor(97), receiptDiscount: minor(97) }, minor(33))).toBe(33);
  });
});
