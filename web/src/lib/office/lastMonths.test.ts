import { expect, it } from 'vitest';
import { isOver, lastMonths } from './lastMonths.ts';

it('the last months begin with that of the day, and pass the turn of a year', () => {
  expect(lastMonths('2027-02-28', 4)).toEqual(['2027-02', '2027-01', '2026-12', '2026-11']);
  expect(lastMonths('2026-03-31', 2)).toEqual(['2026-03', '2026-02']);
});

it('a month is over on the first day of the next one', () => {
  expect(isOver('2026-11', '2026-11-30')).toBe(false);
  expect(isOver('2026-11', '2026-12-01')).toBe(true);
});
