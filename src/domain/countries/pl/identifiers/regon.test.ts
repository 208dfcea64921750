import { describe, expect, it } from 'vitest';
import vectors from '../../../vectors.json' with { type: 'json' };
import { isRegon } from './regon.ts';

describe('isRegon', () => {
  it.each(Object.entries(vectors.regon.cases))('N2: %s is %s', (regon, valid) => {
    expect(isRegon(regon)).toBe(valid);
  });

  it('checks the first nine of fourteen digits as well', () => {
    expect(isRegon('12345678512347')).toBe(true);
    // The 14th digit is right for these digits; the 9th digit is wrong for its eight.
    const wrongHead = Array.from({ length: 10 }, (_, last) => `1234567861234${last}`);
    expect(wrongHead.filter(isRegon)).toEqual([]);
  });

  it.each(['', '12345678', '1234567850', '192-598-184', '19259818a'])('refuses %j', (text) => {
    expect(isRegon(text)).toBe(false);
  });
});
