import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences } from './differences.ts';

describe('differences', () => {
  it('names each value that differs, at any depth', () => {
    const a = { total: 1, lines: [{ name: 'Kubek', gross: 1 }, { name: 'Talerz' }], store: { code: 'W' } };
    const b = {
      total: 2,
      lines: [
        { name: 'Kubek', gross: 2 },
        { name: 'Talerz', gtin: '5901234' },
      ],
      store: { code: 'W' },
    };
    expect(differences(a, b)).toEqual(['/total', '/lines/0/gross', '/lines/1/gtin']);
  });

  it('names the list when its length differs', () => {
    expect(differences({ lines: [1, 2] }, { lines: [1] })).toEqual(['/lines']);
  });

  it('names a field whose type differs', () => {
    expect(differences({ a: [], b: {}, c: null }, { a: {}, b: 1, c: {} })).toEqual(['/a', '/b', '/c']);
  });

  it('treats an absent field and an undefined one as the same', () => {
    expect(differences({ a: undefined }, {})).toEqual([]);
  });

  it('escapes the characters that JSON pointers escape', () => {
    expect(differences({ 'a/b~c': 1 }, {})).toEqual(['/a~1b~0c']);
  });

  it('finds no difference between a value and its copy with the keys in another order', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(differences(value, JSON.parse(JSON.stringify(turned)))).toEqual([]);
      }),
    );
  });
});
