import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, contrastOfGreys } from './contrast.ts';

describe('contrast', () => {
  it('is 21 for black and white, 1 for equal colours, and 4.54 for the grey at the AA limit on white', () => {
    expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 10);
    expect(contrast('#123456', '#123456')).toBe(1);
    expect(contrast('#767676', '#ffffff')).toBeGreaterThan(4.5);
    expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5);
  });

  it('does not depend on the order, and stays between 1 and 21', () => {
    const colors = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(colors, colors, (a, b) => {
        expect(contrast(a, b)).toBe(contrast(b, a));
        expect(contrast(a, b)).toBeGreaterThanOrEqual(1);
        expect(contrast(a, b)).toBeLessThanOrEqual(21);
      }),
    );
  });
});

it('a grey as a number and as a colour has the same contrast', () => {
  expect(contrastOfGreys(0x77 / 255, 1)).toBeCloseTo(contrast('#777777', '#ffffff'), 10);
  expect(contrastOfGreys(-1, 2)).toBeCloseTo(21, 10);
});
