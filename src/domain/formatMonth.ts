import { englishMonths, type Language, nbsp } from './format.ts';

const months: Readonly<Record<Language, readonly string[]>> = {
  pl: 'styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień'.split(' '),
  en: englishMonths,
  uk: 'січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень'.split(' '),
};

/** "2026-11" or a day of that month → "listopad 2026", "November 2026". The space is non-breaking. */
export function formatMonth(isoMonth: string, language: Language): string {
  return [months[language][Number(isoMonth.slice(5, 7)) - 1] ?? '', isoMonth.slice(0, 4)].join(nbsp);
}
