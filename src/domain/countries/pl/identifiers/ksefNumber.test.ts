import { describe, expect, it } from 'vitest';
import vectors from '../../../vectors.json' with { type: 'json' };
import { isKsefNumber } from './ksefNumber.ts';

describe('isKsefNumber', () => {
  it.each(Object.entries(vectors.ksefNumber.cases).map(([number, { data, crc, ok }]) => ({ number, data, crc, ok })))(
    'N3: $number is $ok, its check being $crc',
    ({ number, data, crc, ok }) => {
      expect(isKsefNumber(number)).toBe(ok);
      expect(isKsefNumber(`${data}-${crc}`)).toBe(true);
    },
  );

  it('finds any single wrong character of the body', () => {
    const number = '5265877635-20250826-0100001AF629-AF';
    for (let at = 0; at < 32; at++) {
      const other = number[at] === '0' ? '1' : '0';
      expect(isKsefNumber(number.slice(0, at) + other + number.slice(at + 1))).toBe(false);
    }
  });

  it.each([
    '',
    '5265877635-20250826-0100001AF629',
    '5265877635-20250826-0100001af629-af',
    ' 5265877635-20250826-0100001AF629-AF',
  ])('refuses %j', (text) => {
    expect(isKsefNumber(text)).toBe(false);
  });
});
