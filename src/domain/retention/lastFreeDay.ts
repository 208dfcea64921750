import { addDays } from '../day.ts';

/**
 * The last day whose records need not be kept on `today`, when those of a day are kept until `keptUntil(day)`, that day
 * included. A later day is never kept shorter. RangeError for a day that does not exist.
 */
export function lastFreeDay(today: string, keptUntil: (day: string) => string): string {
  let day = addDays(today, -1);
  while (keptUntil(day) >= today) day = addDays(day, -1);
  return day;
}
