import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatReceiptCode, makeReceiptCode, readReceiptCode } from './receiptCode.ts';

const alphabet = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
const codes = fc.uint8Array({ minLength: 8, maxLength: 8 }).map(makeReceiptCode);

describe('makeReceiptCode', () => {
  it('makes 13 characters of Crockford base32 that readReceiptCode accepts', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{13}$/);
        expect(readReceiptCode(code)).toEqual({ kind: 'code', code });
      }),
    );
  });

  it('contains 60 random bits: changing any bit gives another code', () => {
    const random = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
    const flipped = Array.from({ length: 64 }, (_, bit) =>
      makeReceiptCode(random.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))),
    );
    expect(new Set([...flipped, makeReceiptCode(random)]).size).toBe(61);
  });

  it('uses the first 8 bytes of a longer input, and refuses fewer', () => {
    const random = new Uint8Array(16).fill(7);
    expect(makeReceiptCode(random)).toBe(makeReceiptCode(random.subarray(0, 8)));
    expect(() => makeReceiptCode(random.subarray(0, 7))).toThrow(RangeError);
  });
});

describe('readReceiptCode catches', () => {
  it('every single wrong character', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (let at = 0; at < code.length; at++) {
          for (const other of alphabet.filter((character) => character !== code[at])) {
            const wrong = code.slice(0, at) + other + code.slice(at + 1);
            expect(readReceiptCode(wrong)).toEqual({ kind: 'mistyped', code: wrong });
          }
        }
      }),
    );
  });

  it('every swap of two different characters at any distance', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (let left = 0; left < code.length; left++) {
          for (let right = left + 1; right < code.length; right++) {
            if (code[left] === code[right]) continue;
            const characters = [...code];
            [characters[left], characters[right]] = [code.charAt(right), code.charAt(left)];
            expect(readReceiptCode(characters.join('')).kind).toBe('mistyped');
          }
        }
      }),
    );
  });
});

describe('readReceiptCode reads', () => {
  const code = makeReceiptCode(Uint8Array.from([0x10, 0x84, 0x21, 0x08, 0x42, 0x10, 0x84, 0x21]));

  it.each([
    ['lower case', code.toLowerCase()],
    ['printed groups', formatReceiptCode(code)],
    ['spaces around and between', ` ${code.slice(0, 4)} ${code.slice(4, 8)}\u00a0${code.slice(8)}\n`],
    ['other dashes', `${code.slice(0, 4)}–${code.slice(4, 8)}‑${code.slice(8)}`],
    ['a minus for a dash', `${code.slice(0, 4)}\u2212${code.slice(4)}`],
    ['the full stop of two spaces on a phone', `${code.slice(0, 4)}. ${code.slice(4, 8)}_${code.slice(8)}`],
    ['what is copied along unseen', `\u200b${code.slice(0, 4)}\u00ad${code.slice(4)}\u2060`],
    ['the printed link', `https://zielony.localhost:3000/r/${code}`],
    [
      'a link with groups, a slash, a query and a fragment',
      `http://sklep.example/r/${formatReceiptCode(code)}/?utm=qr#top`,
    ],
    ['a link a scanner gives in capitals', `HTTPS://SKLEP.EXAMPLE/R/${code}`],
    ['a link without its scheme', `sklep.example/r/${code}`],
    ['an escaped link', `https://sklep.example/r/${code.slice(0, 4)}%20${code.slice(4)}`],
  ])('%s', (_, text) => {
    expect(readReceiptCode(text)).toEqual({ kind: 'code', code });
  });

  it('O as 0 and I or L as 1, whatever the case', () => {
    expect(code).toContain('1');
    for (const one of ['I', 'L', 'i', 'l'])
      expect(readReceiptCode(code.replaceAll('1', one))).toEqual({ kind: 'code', code });
    const zeros = makeReceiptCode(new Uint8Array(8));
    for (const zero of ['O', 'o'])
      expect(readReceiptCode(zeros.replaceAll('0', zero))).toEqual({ kind: 'code', code: zeros });
  });

  it.each([
    ['', ''],
    ['  1000051601060220811980 ', '1000051601060220811980'],
    ['abc-123', 'abc-123'],
    [code.slice(1), code.slice(1)],
    [`${code}0`, `${code}0`],
    [`U${code.slice(1)}`, `U${code.slice(1)}`],
    ['https://sklep.example/r/SKLEP-5160-117', 'SKLEP-5160-117'],
    ['https://sklep.example/invoices/1', 'https://sklep.example/invoices/1'],
    ['https://sklep.example/r/%E0%A4%A', '%E0%A4%A'],
    ['🧾'.repeat(13), '🧾'.repeat(13)],
  ])('anything else as plain text: %j', (text, rest) => {
    expect(readReceiptCode(text)).toEqual({ kind: 'other', text: rest });
  });

  it('any text without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(['code', 'mistyped', 'other']).toContain(readReceiptCode(text).kind);
      }),
    );
  });
});

describe('formatReceiptCode', () => {
  it('groups 4-4-5', () => {
    expect(formatReceiptCode('0123456789ABC')).toBe('0123-4567-89ABC');
  });

  it('leaves a legacy code unchanged', () => {
    expect(formatReceiptCode('5160260117106011')).toBe('5160260117106011');
  });
});
