import { expect, it } from 'vitest';
import { readAmount } from './amountField.ts';

it('refuses texts that are not prices', () => {
  for (const typed of ['', 'zł', '1,234', '-5', '1.2.3', '1e3', '12 34x'])
    expect(readAmount(typed), typed).toBeUndefined();
});

it('reads prices as people copy them from a receipt', () => {
  expect(readAmount('38,97')).toBe(3897);
  expect(readAmount('38.9')).toBe(3890);
  expect(readAmount('1 234')).toBe(123_400);
  expect(readAmount('1\u00a0234,56 zł')).toBe(123_456);
  expect(readAmount('PLN 12')).toBe(1200);
});
