import { expect, it } from 'vitest';
import { keptUntil } from './retention.ts';

it.each([
  ['2026-11-24', '2031-12-31'],
  ['2026-11-30', '2031-12-31'],
  // The tax of December is due in January of the next year.
  ['2026-12-01', '2032-12-31'],
  ['2026-12-31', '2032-12-31'],
  ['2027-01-01', '2032-12-31'],
])('the invoice of a sale on %s is kept until %s', (sale, day) => {
  expect(keptUntil(sale)).toBe(day);
});
