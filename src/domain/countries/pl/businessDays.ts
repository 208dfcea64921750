import { addDays } from '../../day.ts';

/** Days off on the same date every year. Source: act on non-working days, art. 1; 24 December since 2025. */
const fixedHolidays = new Set(['01-01', '01-06', '05-01', '05-03', '08-15', '11-01', '11-11', '12-25', '12-26']);
const christmasEve = { day: '12-24', since: '2025-12-24' };

/** Days from Easter Sunday to the days off that move with it: Easter, Easter Monday, Pentecost, Corpus Christi. */
const daysAfterEaster = [0, 1, 49, 60];

/** Whether offices work on this day: neither a Saturday, a Sunday nor a public holiday. RangeError for a day that does not exist. */
export function isBusinessDay(day: string): boolean {
  return !isWeekend(day) && !isHoliday(day);
}

/** The first business day after this day: "2026-11-27", a Friday, gives "2026-11-30". RangeError for a day that does not exist. */
export function nextBusinessDay(day: string): string {
  let next = addDays(day, 1);
  while (!isBusinessDay(next)) next = addDays(next, 1);
  return next;
}

/** The business day so many business days after this day. RangeError for a day that does not exist. */
export function addBusinessDays(day: string, count: number): string {
  let last = day;
  for (let passed = 0; passed < count; passed += 1) last = nextBusinessDay(last);
  return last;
}

function isHoliday(day: string): boolean {
  const monthAndDay = day.slice(5);
  if (fixedHolidays.has(monthAndDay)) return true;
  if (monthAndDay === christmasEve.day && day >= christmasEve.since) return true;
  const easter = easterSunday(Number(day.slice(0, 4)));
  return daysAfterEaster.some((count) => addDays(easter, count) === day);
}

function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** Easter of the Gregorian calendar. Source: the anonymous algorithm (Meeus, Jones and Butcher). */
function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + d + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const days = h + l - 7 * m + 114;
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${year}-${pad(Math.floor(days / 31))}-${pad((days % 31) + 1)}`;
}
