import { expect, it } from 'vitest';
import { paymentMethod } from './paymentWords.ts';
import { unitName } from './units.ts';

it.each([
  ['Nieznany sposób 7', 'other'],
  ['gotówka', 'cash'],
  ['GOTOWKA', 'cash'],
  ['karta', 'card'],
  ['DEBIT MASTERCARD', 'card'],
  ['Karta podarunkowa', 'voucher'],
  ['BON TOWAROWY', 'voucher'],
  ['BLIK', 'mobile'],
  ['przelew', 'transfer'],
])('a till’s “%s” is paid by %s', (text, method) => {
  expect(paymentMethod(text)).toBe(method);
});

it.each([
  ['szt.', 'pcs'],
  ['SZT', 'pcs'],
  ['op.', 'pack'],
  ['kg', 'kg'],
  ['L', 'l'],
  ['zgrzewka 6×2', 'zgrzewka 6×2'],
])('the unit “%s” is “%s” in English, and unchanged in Polish', (unit, english) => {
  expect([unitName(unit, 'en'), unitName(unit, 'pl')]).toEqual([english, unit]);
});

it.each([
  ['kg', 'кг'],
  ['mb', 'м'],
  ['szt.', 'шт.'],
  ['zgrzewka 6×2', 'zgrzewka 6×2'],
])('the unit “%s” is “%s” in Ukrainian', (unit, ukrainian) => {
  expect(unitName(unit, 'uk')).toBe(ukrainian);
});
