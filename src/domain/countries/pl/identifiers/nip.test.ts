import { describe, expect, it } from 'vitest';
import vectors from '../../../vectors.json' with { type: 'json' };
import { formatNip, isNip, normaliseNip } from './nip.ts';

describe('isNip', () => {
  it.each(Object.entries(vectors.nip.cases).filter(([nip]) => nip !== '0000000000'))('N1: %s is %s', (nip, valid) => {
    expect(isNip(nip)).toBe(valid);
  });

  it('N1: refuses 0000000000: its check digit is right, but the schema’s pattern excludes it', () => {
    expect(vectors.nip.cases['0000000000']).toBe(true);
    expect(isNip('0000000000')).toBe(false);
  });

  it('finds any single wrong digit', () => {
    const nip = '8567346215';
    for (let at = 0; at < nip.length; at++) {
      for (let digit = 0; digit <= 9; digit++) {
        const other = nip.slice(0, at) + digit + nip.slice(at + 1);
        expect(isNip(other)).toBe(other === nip);
      }
    }
  });

  it('finds any two different neighbours that are swapped', () => {
    const nip = '8567346215';
    for (let at = 0; at < nip.length - 1; at++) {
      const other = nip.slice(0, at) + nip[at + 1] + nip[at] + nip.slice(at + 2);
      expect(isNip(other)).toBe(other === nip);
    }
  });

  it.each(['', '856734621', '85673462150', '856-734-62-15', 'PL8567346215', '8567346215\n', '٨٥٦٧٣٤٦٢١٥'])(
    'refuses %j: ten plain digits only',
    (text) => {
      expect(isNip(text)).toBe(false);
    },
  );
});

describe('normaliseNip', () => {
  it.each([
    '8567346215',
    '856-734-62-15',
    'PL8567346215',
    'pl 856 734 62 15',
    ' 856–734–62–15 ',
    'PL-856\u00a0734\u00a06215',
  ])('reads %j as people type it', (text) => {
    expect(normaliseNip(text)).toBe('8567346215');
  });

  it('ignores the check digit, so that the form can name that error itself', () => {
    expect(normaliseNip('856-734-62-16')).toBe('8567346216');
  });

  it.each(['', '856734621', '85673462155', 'DE8567346215', '856734621A', '8567346215 PL'])(
    'finds no NIP in %j',
    (text) => {
      expect(normaliseNip(text)).toBeUndefined();
    },
  );
});

describe('formatNip', () => {
  it('groups 3-3-2-2, and normaliseNip reads the result', () => {
    expect(formatNip('8567346215')).toBe('856-734-62-15');
    expect(normaliseNip(formatNip('8567346215'))).toBe('8567346215');
  });

  it('leaves anything else unchanged', () => {
    expect(formatNip('123')).toBe('123');
  });
});
