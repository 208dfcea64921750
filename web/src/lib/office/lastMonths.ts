import { addDays, endOfMonth } from '../../../../src/domain/day.ts';

/** The month of a day and those before it, the newest first: "2026-11", "2026-10". */
export function lastMonths(day: string, count: number): string[] {
  const months: string[] = [];
  for (let one = day; months.length < count; one = addDays(`${one.slice(0, 7)}-01`, -1)) months.push(one.slice(0, 7));
  return months;
}

/** Whether the month is over on this day. */
export function isOver(month: string, today: string): boolean {
  return endOfMonth(`${month}-01`) < today;
}
