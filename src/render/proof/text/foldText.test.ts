import { describe, expect, it } from 'vitest';
import { foldText } from './foldText.ts';

describe('two spellings of one text fold to the same text', () => {
  it.each([
    ['capitals', 'ŻÓŁĆ sp. z o.o.', 'żółć sp. z o.o.'],
    ['combining accents', 'Z\u0307o\u0301łc\u0301', 'Żółć'],
    ['no-break spaces', '1\u00a0234,56', '1 234,56'],
    ['soft hyphens', 'na\u00adrzę\u00addzi', 'narzędzi'],
    ['zero-width characters', '9\u200b9\u200d,\u206000', '99,00'],
    ['a ligature', 'ﬁlet', 'filet'],
    ['dashes', '−0,10', '-0,10'],
    ['Arabic digits', '٩٩٩', '999'],
    ['full-width digits', '９９９，００', '999,00'],
    ['mathematical bold digits', '𝟵𝟵𝟵', '999'],
  ])('%s', (_, one, other) => {
    expect(foldText(one)).toBe(foldText(other));
  });
});

describe('two texts that read differently fold to different texts', () => {
  it.each([
    ['4,99', '49,9'],
    ['Zażółć', 'Zazolc'],
    ['Nabywca', 'Nаbywcа'],
    ['-0,10', '0,10'],
  ])('%s is not %s', (one, other) => {
    expect(foldText(one)).not.toBe(foldText(other));
  });
});
