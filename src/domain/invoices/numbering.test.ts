import { describe, expect, it } from 'vitest';
import { poland } from '../countries/pl/poland.ts';
import { formatNumber, numberingPeriod, numberingSeries } from './numbering.ts';

const facts = { store: 'WAW-01', issueDate: '2026-11-24', n: 17 };

describe('formatNumber', () => {
  it.each([
    [poland.defaultSettings.numberFormat, 'FP/WAW-01/2026/11/17'],
    ['{n}/{YYYY}', '17/2026'],
    ['{n}', '17'],
    ['F {n}/{n}', 'F 17/17'],
  ])('fills %s', (format, number) => {
    expect(formatNumber(format, facts, poland.numbering)).toBe(number);
  });

  it('keeps only letters, digits and dashes of a store code', () => {
    expect(formatNumber('{store}/{n}', { ...facts, store: 'W {n} Łódź/1' }, poland.numbering)).toBe('Wnd1/17');
    expect(() => formatNumber('{store}/{n}', { ...facts, store: 'Ł/' }, poland.numbering)).toThrow(RangeError);
  });

  it.each(['FP/{store}/{YYYY}/{MM}', '', '{N}', '{n}/{shop}', '{n}{}', '{n}/{MM}', '{n}\n', '{n}ł', '{n}{__proto__}'])(
    'refuses the format %j',
    (format) => {
      expect(() => formatNumber(format, facts, poland.numbering)).toThrow(RangeError);
    },
  );

  it('allows 256 characters and no more', () => {
    expect(formatNumber(`${'F'.repeat(254)}{n}`, facts, poland.numbering)).toHaveLength(256);
    expect(() => formatNumber(`${'F'.repeat(255)}{n}`, facts, poland.numbering)).toThrow(RangeError);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses the counter %s', (n) => {
    expect(() => formatNumber('{n}', { ...facts, n }, poland.numbering)).toThrow(RangeError);
  });
});

describe('a store code beside another placeholder', () => {
  it.each(['{store}{n}', '{n}{store}', '{store}{YYYY}/{n}'])('would give two stores one number: %s', (format) => {
    expect(() => formatNumber(format, facts, poland.numbering)).toThrow(RangeError);
    expect(() => numberingSeries(format, facts.store)).toThrow(RangeError);
  });
});

describe('numberingPeriod', () => {
  it.each([
    [poland.defaultSettings.numberFormat, '2026-11'],
    ['{n}/{YYYY}', '2026'],
    ['FP {n}', 'all'],
  ])('of %s is %s', (format, period) => {
    expect(numberingPeriod(format, '2026-11-24')).toBe(period);
  });

  it('refuses a format that would repeat numbers: a month without its year', () => {
    expect(() => numberingPeriod('{n}/{MM}', '2026-11-24')).toThrow(RangeError);
  });
});

describe('numberingSeries', () => {
  it('is the store’s own when the format contains the store, else one series for the chain', () => {
    expect(numberingSeries(poland.defaultSettings.numberFormat, 'WAW-01')).toBe('WAW-01');
    expect(numberingSeries('{n}/{YYYY}', 'WAW-01')).toBe('all');
  });
});
