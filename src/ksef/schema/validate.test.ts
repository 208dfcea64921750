import { describe, expect, it } from 'vitest';
import { mostBytes } from '../fa3/limits.ts';
import { sample, sampleNames } from '../testing/samples.ts';
import { assertFa3, validateFa3 } from './validate.ts';

/** These keep the schema: their errors are of business or of arithmetic, which no schema can state. */
const keepTheSchema = [
  '05-jst1-without-podmiot3.xml',
  '17-gv1-without-podmiot3.xml',
  '21-wrong-tax-calculation.xml',
  '23-missing-bank-account-validation.xml',
  '24-duplicate-line-numbers.xml',
  '25-negative-quantities.xml',
];
const valid = sample('own', 'fa3-fp-b2c-brakid.xml');
const refusalOf = (bytes: Uint8Array) => {
  const verdict = validateFa3(bytes);
  return verdict.valid ? undefined : verdict.reasons[0];
};
const edited = (edit: (xml: string) => string) => Buffer.from(edit(valid.toString()));

/** CPU time of this thread, which other processes do not lengthen. */
function cpuMsOf(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

describe('the schema', () => {
  it('takes each of the 26 official samples', () => {
    const names = sampleNames('official');
    expect(names).toHaveLength(26);
    expect(names.filter((name) => refusalOf(sample('official', name)) !== undefined)).toEqual([]);
  });

  it('takes the own fixtures', () => {
    expect(sampleNames('own').map((name) => refusalOf(sample('own', name)))).toEqual([undefined, undefined, undefined]);
  });

  it('refuses 19 of the 25 samples with errors, and names the element', () => {
    const names = sampleNames('invalid');
    expect(names).toHaveLength(25);
    expect(names.filter((name) => refusalOf(sample('invalid', name)) === undefined)).toEqual(keepTheSchema);
    expect(refusalOf(sample('invalid', '03-typo-in-element-name.xml'))).toContain('Nazw');
  });
});

describe('bytes that KSeF refuses before the schema', () => {
  it.each<[string, Uint8Array, string]>([
    ['a byte order mark', Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), valid]), 'a byte order mark'],
    ['another encoding', Buffer.from(valid.toString(), 'utf16le'), 'not UTF-8'],
    [
      'another declared encoding',
      edited((xml) => xml.replace('"UTF-8"', '"ISO-8859-2"')),
      'an encoding other than UTF-8',
    ],
    ['XML 1.1', edited((xml) => xml.replace('version="1.0"', 'version="1.1"')), 'another version of XML than 1.0'],
    ['half a surrogate pair', Buffer.concat([valid.subarray(0, -20), Buffer.of(0xed, 0xa0, 0x80)]), 'not UTF-8'],
    ['a discouraged character', edited((xml) => xml.replace('Kubek', 'Kub\u0084ek')), 'a discouraged character'],
    ['a noncharacter', edited((xml) => xml.replace('Kubek', 'Kub\u{1fffe}ek')), 'a discouraged character'],
    ['a processing instruction', edited((xml) => xml.replace('<Fa>', '<?php x ?><Fa>')), 'a processing instruction'],
    [
      'one in front of the root',
      edited((xml) => xml.replace('<Faktura', '<?x y?><Faktura')),
      'a processing instruction',
    ],
    ['nothing', Buffer.alloc(0), 'Document is empty'],
  ])('%s', (_, bytes, reason) => {
    expect(refusalOf(bytes)).toContain(reason);
  });

  it('one byte more than a million; a million bytes are read', () => {
    const padded = (size: number) => Buffer.concat([valid, Buffer.alloc(size - valid.length, ' ')]);
    expect(refusalOf(padded(mostBytes))).toBeUndefined();
    expect(refusalOf(padded(mostBytes + 1))).toBe('more than 1000000 bytes');
    expect(() => assertFa3(padded(mostBytes + 1))).toThrow(expect.objectContaining({ refusal: 'too_large' }));
  });
});

describe('a hostile file', () => {
  const withDtd = (dtd: string, text = '&e;') =>
    edited((xml) => xml.replace('<Faktura', `<!DOCTYPE Faktura [${dtd}]><Faktura`).replace('Kubek', text));
  const letters = [...'abcdefghij'];
  const laughs = letters.map((name, index) =>
    index === 0 ? '<!ENTITY a "ha">' : `<!ENTITY ${name} "${`&${letters[index - 1]};`.repeat(10)}">`,
  );

  it.each<[string, Uint8Array]>([
    ['an internal entity', withDtd('<!ENTITY e "x">')],
    ['an entity that reads a file', withDtd('<!ENTITY e SYSTEM "file:///etc/passwd">')],
    ['an entity of the network', withDtd('<!ENTITY e SYSTEM "http://127.0.0.1:9/">')],
    ['a parameter entity of the network', withDtd('<!ENTITY % e SYSTEM "http://127.0.0.1:9/"> %e;', 'x')],
    ['ten levels of entities', withDtd(laughs.join(''), '&j;')],
    ['a DTD alone', withDtd('', 'Kubek')],
  ])('with %s is refused in less than a second of CPU', (_, bytes) => {
    expect(cpuMsOf(() => expect(refusalOf(bytes)).toBeDefined())).toBeLessThan(1_000);
  });

  const inside = (piece: string, times: number) =>
    edited((xml) => xml.replace('<FaWiersz>', `${piece.repeat(times)}<FaWiersz>`));
  it.each<[string, Uint8Array]>([
    ['240,000 unknown elements', inside('<x/>', 240_000)],
    ['elements 100,000 deep', inside('<x>', 100_000)],
    [
      '55,000 attributes',
      edited((xml) => xml.replace('<Fa>', `<Fa ${Array.from({ length: 55_000 }, (_, i) => `a${i}="1"`).join(' ')}>`)),
    ],
    [
      '7,000 rows with an error each',
      inside(
        '<FaWiersz><NrWierszaFa>x</NrWierszaFa><P_7>a</P_7><P_8B>1,0</P_8B><P_11A>1,00</P_11A><P_12>24</P_12></FaWiersz>',
        7_000,
      ),
    ],
    ['one text of 900,000 letters', edited((xml) => xml.replace('Kubek', 'k'.repeat(900_000)))],
  ])('of up to a million bytes with %s is refused within seconds of CPU', (_, bytes) => {
    expect(bytes.byteLength).toBeLessThanOrEqual(mostBytes);
    expect(cpuMsOf(() => expect(refusalOf(bytes)).toBeDefined())).toBeLessThan(5_000);
  });

  it('leaves the validator usable', () => {
    expect(refusalOf(valid)).toBeUndefined();
  });
});

it('a refusal for the log names elements and holds no text of the invoice', () => {
  const wrong = edited((xml) => xml.replace('<P_12>23', '<P_12>Anna Nowak'));
  expect(() => assertFa3(wrong)).toThrow(/^not_valid: P_12/);
  expect(() => assertFa3(wrong)).not.toThrow(/Anna/);
});
