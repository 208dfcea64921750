import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poland } from './countries/pl/poland.ts';
import { formatAmount, formatDay, formatQuantityText, formatRate, type Language, languages } from './format.ts';
import { formatMonth } from './formatMonth.ts';
import { minor } from './money/money.ts';
import type { Percent } from './money/rate.ts';
import { rateOf } from './testing/builders.ts';

/** Non-breaking spaces written as "_", so that a wrong space is visible in a failure. */
const shown = (text: string) => text.replaceAll('\u00a0', '_');

describe('formatAmount', () => {
  it.each<[number, string, string]>([
    [123456, '1_234,56', '1,234.56'],
    [0, '0,00', '0.00'],
    [5, '0,05', '0.05'],
    [99, '0,99', '0.99'],
    [100000, '1_000,00', '1,000.00'],
    [-1299, '−12,99', '−12.99'],
    [123456789012, '1_234_567_890,12', '1,234,567,890.12'],
  ])('writes %s grosze', (amount, pl, en) => {
    expect(shown(formatAmount(minor(amount), 'pl'))).toBe(pl);
    expect(shown(formatAmount(minor(amount), 'en'))).toBe(en);
  });

  it('adds the currency on request', () => {
    expect(shown(formatAmount(minor(123456), 'pl', 'PLN'))).toBe('1_234,56_zł');
    expect(shown(formatAmount(minor(-123456), 'en', 'PLN'))).toBe('−PLN_1,234.56');
    expect(shown(formatAmount(minor(123456), 'uk', 'PLN'))).toBe('1_234,56_zł');
  });

  it('keeps every digit of any amount, and never allows a line break', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom<Language>(...languages), (amount, language) => {
        const text = formatAmount(minor(amount), language, 'PLN');
        expect(text).not.toContain(' ');
        expect(BigInt(text.replace('−', '-').replace(/[^\d-]/g, ''))).toBe(BigInt(amount));
      }),
    );
  });
});

describe('formatDay and formatMonth', () => {
  it('write the Polish month in the genitive after a day, and in the nominative without a day', () => {
    expect(shown(formatDay('2026-11-24', 'pl'))).toBe('24_listopada_2026');
    expect(shown(formatMonth('2026-11', 'pl'))).toBe('listopad_2026');
    expect(shown(formatDay('2027-02-08', 'pl'))).toBe('8_lutego_2027');
  });

  it('agree with Intl in every month', () => {
    for (let month = 1; month <= 12; month++) {
      const day = `2026-${String(month).padStart(2, '0')}-09`;
      const date = new Date(`${day}T12:00:00Z`);
      for (const [language, locale] of [
        ['pl', 'pl'],
        ['en', 'en-GB'],
        ['uk', 'uk'],
      ] as const) {
        const long = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
        const alone = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date);
        // Ukrainian ends with the full stop of "року", which would stand beside the full stop of a sentence.
        expect(formatDay(day, language).replaceAll('\u00a0', ' ')).toBe(long.replace(/\s+р\.$/u, ''));
        expect(formatMonth(day, language).replaceAll('\u00a0', ' ')).toBe(alone.replace(/\s+р\.$/u, ''));
      }
    }
  });
});

describe('formatQuantityText', () => {
  it.each([
    ['0.326', '0,326', '0.326'],
    ['3', '3', '3'],
    ['1200.5', '1_200,5', '1,200.5'],
    ['999999999.999999', '999_999_999,999999', '999,999,999.999999'],
  ])('writes %s', (quantity, pl, en) => {
    expect(shown(formatQuantityText(quantity, 'pl'))).toBe(pl);
    expect(shown(formatQuantityText(quantity, 'en'))).toBe(en);
  });
});

describe('formatRate', () => {
  it.each<[Percent, string, string]>([
    [23, '23%', '23%'],
    [5.5, '5,5%', '5.5%'],
    [0.07, '0,07%', '0.07%'],
    [0, '0%', '0%'],
    ['exempt', 'zw.', 'exempt'],
  ])('writes %s', (percent, pl, en) => {
    expect(formatRate(rateOf(percent), 'pl', poland.labels.rates)).toBe(pl);
    expect(formatRate(rateOf(percent), 'en', poland.labels.rates)).toBe(en);
  });
});
