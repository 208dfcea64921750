import type { Currency } from './money/currency.ts';
import type { Minor } from './money/money.ts';
import type { Rate, UntaxedKind } from './money/rate.ts';

/** Languages a document or page can be in. */
export const languages = ['pl', 'en', 'uk'] as const;
export type Language = (typeof languages)[number];

/** The names that a country's law gives to the rates that are not percentages. */
export type RateLabels = Readonly<Record<UntaxedKind, Readonly<Record<Language, string>>>>;

// Written by hand: Intl would print other spaces on a server or browser with other locale data.
export const nbsp = '\u00a0';
/** The minus sign is as wide as a digit; the hyphen of the keyboard is narrower. */
const minus = '\u2212';
const marks = {
  pl: { group: nbsp, decimal: ',' },
  en: { group: ',', decimal: '.' },
  uk: { group: nbsp, decimal: ',' },
} as const;
/** The Polish sign of a currency, written after its amount; English writes the code first. */
const signs: Readonly<Record<Currency, string>> = { PLN: 'zł' };
export const englishMonths = names(
  'January February March April May June July August September October November December',
);
/** Month names as a date needs them: in Polish and Ukrainian the genitive. */
const monthsOfDay = {
  pl: names('stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia'),
  en: englishMonths,
  uk: names('січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня'),
};

/**
 * 123456 → "1 234,56", in English "1,234.56"; with the currency "1 234,56 zł" and "PLN 1,234.56". Spaces are
 * non-breaking, and a negative amount begins with a minus sign.
 */
export function formatAmount(amount: Minor, language: Language, currency?: Currency): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  const number = `${group(digits.slice(0, -2), language)}${marks[language].decimal}${digits.slice(-2)}`;
  const sign = amount < 0 ? minus : '';
  if (currency === undefined) return `${sign}${number}`;
  return language === 'en' ? `${sign}${currency}${nbsp}${number}` : `${sign}${number}${nbsp}${signs[currency]}`;
}

/** "2026-11-24" → "24 listopada 2026", "24 November 2026". Spaces are non-breaking. */
export function formatDay(isoDay: string, language: Language): string {
  const month = monthsOfDay[language][Number(isoDay.slice(5, 7)) - 1] ?? '';
  return [String(Number(isoDay.slice(8, 10))), month, isoDay.slice(0, 4)].join(nbsp);
}

/** "1200.5" → "1 200,5", in English "1,200.5". */
export function formatQuantityText(quantity: string, language: Language): string {
  const [whole = '', places] = quantity.split('.');
  return group(whole, language) + (places === undefined ? '' : marks[language].decimal + places);
}

/** 2300 bp → "23%", 550 bp → "5,5%" ("5.5%"); other kinds by their name in the country's law: "zw." ("exempt"). */
export function formatRate(rate: Rate, language: Language, labels: RateLabels): string {
  if (rate.kind !== 'percent') return labels[rate.kind][language];
  const whole = Math.trunc(rate.basisPoints / 100);
  const places = String(rate.basisPoints % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${whole}${places === '' ? '' : marks[language].decimal + places}%`;
}

function group(digits: string, language: Language): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, marks[language].group);
}

function names(inOrder: string): readonly string[] {
  return inOrder.split(' ');
}
