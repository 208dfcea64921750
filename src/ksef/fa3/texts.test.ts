import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { text256, text512, textOf } from './texts.ts';

describe('a text of FA(3)', () => {
  it.each([
    ['keeps Polish letters and emoji', 'Łosoś 🐟 & <b>', 'Łosoś 🐟 & <b>'],
    ['collapses white space as xsd:token does', '  a\t\r\n b \u0085 c\u2028d ', 'a b c d'],
    ['keeps a space that does not break', '5\u00a0zł', '5\u00a0zł'],
    ['drops control characters', 'a\0\x01\x1b\x7f\x84\x9fb', 'ab'],
    ['drops noncharacters', 'a\ufdd0\uffff\u{1fffe}\u{10ffff}b', 'ab'],
    ['drops unpaired surrogates and keeps pairs', 'a\ud83db\udc1fc🐟', 'abc🐟'],
    ['drops marks that turn the direction of writing', 'a\u202eb\u2066c\u200fd\u061ce', 'abcde'],
    ['is a hyphen where nothing is left', ' \u202e\0 ', '-'],
  ])('%s', (_, given, text) => {
    expect(text256(given)).toBe(text);
  });

  it('of 10,000 letters is cut to the length of its type', () => {
    expect(text256('ż'.repeat(10_000))).toBe('ż'.repeat(256));
    expect(text512('ż'.repeat(10_000))).toBe('ż'.repeat(512));
  });

  it('is cut between characters, never inside a surrogate pair, and does not end with a space', () => {
    expect(textOf('abc🐟🐟', 4)).toBe('abc🐟');
    expect(textOf('abc def', 4)).toBe('abc');
  });

  it('is well-formed, single-spaced and short enough, whatever it is made from', () => {
    const wild = fc.string({
      unit: fc.oneof(
        fc.nat(0xffff).map((code) => String.fromCharCode(code)),
        fc.string({ unit: 'binary' }),
      ),
    });
    fc.assert(
      fc.property(wild, fc.integer({ min: 1, max: 20 }), (given, most) => {
        const text = textOf(given, most);
        expect(text.isWellFormed()).toBe(true);
        expect([...text].length).toBeLessThanOrEqual(most);
        expect(text).toMatch(/^[^ ]+( [^ ]+)*$/);
        expect(text).not.toMatch(/\p{Cc}|\p{Noncharacter_Code_Point}/u);
        expect(textOf(text, most)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });
});
