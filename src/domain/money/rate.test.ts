import { describe, expect, it } from 'vitest';
import { basisPoints, type Percent, percentOf, rateFromPercent, untaxedKinds } from './rate.ts';

describe('rateFromPercent', () => {
  it.each<[Percent, object]>([
    [23, { kind: 'percent', basisPoints: 2300 }],
    [5.5, { kind: 'percent', basisPoints: 550 }],
    [8.1, { kind: 'percent', basisPoints: 810 }],
    [0.07, { kind: 'percent', basisPoints: 7 }],
    [0, { kind: 'percent', basisPoints: 0 }],
    ['exempt', { kind: 'exempt' }],
  ])('reads %s', (percent, rate) => {
    expect(rateFromPercent(percent)).toEqual(rate);
  });

  it('is exact for every percentage with two places, in both directions', () => {
    for (let bp = 0; bp <= 10_000; bp++) {
      const rate = rateFromPercent(bp / 100);
      expect(rate).toEqual({ kind: 'percent', basisPoints: bp });
      expect(percentOf(rate)).toBe(bp / 100);
    }
  });

  it.each([5.555, -1, 100.01, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s', (percent) => {
    expect(() => rateFromPercent(percent)).toThrow(RangeError);
  });
});

describe('percentOf', () => {
  it('keeps exempt distinct from 0 %', () => {
    expect(percentOf({ kind: 'exempt' })).toBe('exempt');
    expect(percentOf({ kind: 'percent', basisPoints: basisPoints(0) })).toBe(0);
  });

  it.each(untaxedKinds.filter((kind) => kind !== 'exempt'))(
    'refuses %s, for which the contract has no word',
    (kind) => {
      expect(() => percentOf({ kind })).toThrow(RangeError);
    },
  );
});
