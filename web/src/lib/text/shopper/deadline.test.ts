import { expect, it } from 'vitest';
import { receiptsEn } from './receipts.en.ts';
import { receiptsPl } from './receipts.pl.ts';
import { receiptsUk } from './receipts.uk.ts';

const formal = (_: string, neutral: string) => neutral;
const shown = (texts: typeof receiptsPl, left: number) =>
  texts(formal).receipt.deadline('28 lutego 2027', left).replaceAll('\u00a0', ' ');

it.each([
  [15, 'Fakturę można wystawić do 28 lutego 2027.'],
  [14, 'Fakturę można wystawić do 28 lutego 2027: zostało 14 dni.'],
  [3, 'Fakturę można wystawić do 28 lutego 2027: zostały 3 dni.'],
  [1, 'Fakturę można wystawić do 28 lutego 2027: został 1 dzień.'],
  [0, 'Dziś jest ostatni dzień na fakturę.'],
  [-1, 'Termin minął 28 lutego 2027, ale ten sklep nadal wystawi fakturę.'],
])('%i days before the deadline the receipt says: %s', (left, sentence) => {
  expect(shown(receiptsPl, left)).toBe(sentence);
});

it('English and Ukrainian count the days too', () => {
  expect(shown(receiptsEn, 1)).toBe('The invoice can be issued until 28 lutego 2027: 1 day left.');
  expect(shown(receiptsUk, 2)).toBe('Фактуру можна виставити до 28 lutego 2027: залишилося 2 дні.');
});
