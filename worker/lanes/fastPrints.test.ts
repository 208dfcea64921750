import { expect, it } from 'vitest';
import { openFastPrints } from './fastPrints.ts';

it('a page is fast after ten fast prints in a row, and a slow print restarts the count', () => {
  const fastPrints = openFastPrints();
  for (let print = 0; print < 9; print += 1) fastPrints.note('layout', 30);
  expect(fastPrints.has('layout')).toBe(false);
  fastPrints.note('layout', 30);
  expect([fastPrints.has('layout'), fastPrints.has('another layout')]).toEqual([true, false]);
  fastPrints.note('layout', 5_000);
  expect(fastPrints.has('layout')).toBe(false);
});
