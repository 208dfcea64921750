import { expect, it } from 'vitest';
import { openTrust } from './trust.ts';

it('a page is trusted after ten fast prints in a row, and a slow one begins the count again', () => {
  const trust = openTrust();
  for (let print = 0; print < 9; print += 1) trust.note('layout', 30);
  expect(trust.has('layout')).toBe(false);
  trust.note('layout', 30);
  expect([trust.has('layout'), trust.has('another layout')]).toEqual([true, false]);
  trust.note('layout', 5_000);
  expect(trust.has('layout')).toBe(false);
});
