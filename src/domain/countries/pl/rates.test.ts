import { describe, expect, it } from 'vitest';
import { type Percent, rateFromPercent, untaxedKinds } from '../../money/rate.ts';
import { rateCode } from './rates.ts';

const day = '2026-11-24';
const codeOf = (percent: Percent, on = day) => rateCode(rateFromPercent(percent), on);

describe('rateCode', () => {
  it.each<[Percent, string]>([
    [23, '23'],
    [8, '8'],
    [5, '5'],
    [4, '4'],
    [0, '0 KR'],
    ['exempt', 'zw'],
  ])('%s is "%s" in P_12', (percent, code) => {
    expect(codeOf(percent)).toBe(code);
  });

  it('has a distinct code for every kind without tax', () => {
    expect(untaxedKinds.map((kind) => rateCode({ kind }, day))).toEqual(['0 WDT', '0 EX', 'zw', 'oo', 'np I', 'np II']);
  });

  it('changes from 22 % to 23 % on the first day of 2011', () => {
    expect([codeOf(22, '2010-12-31'), codeOf(23, '2010-12-31')]).toEqual(['22', undefined]);
    expect([codeOf(22, '2011-01-01'), codeOf(23, '2011-01-01')]).toEqual([undefined, '23']);
  });

  it('is undefined for a rate that Poland does not have', () => {
    expect(codeOf(5.5)).toBeUndefined();
  });
});
