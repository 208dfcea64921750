const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const instantPattern = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:Z|[+-](\d{2}):(\d{2}))$/;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The calendar day of an instant in a chain's zone: "2026-11-24T23:30:00Z" is "2026-11-25" in Warsaw.
 * RangeError for an invalid instant or an unknown zone.
 */
export function chainDay(instant: string | Date, timeZone: string): string {
  const parts = dayFormat(timeZone).formatToParts(typeof instant === 'string' ? new Date(instant) : instant);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/**
 * Whether a text is a real RFC 3339 instant with offset from 2000 to 2099; 30 February, hour 24 and second 60 are not.
 */
export function isInstant(text: string): boolean {
  const match = instantPattern.exec(text);
  if (!match) return false;
  const [, day = '', hour, minute, second, offsetHour = '0', offsetMinute = '0'] = match;
  const clock = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  // PostgreSQL reads offsets up to 15:59, but no zone on Earth is more than 14 hours from UTC.
  const offset = Number(offsetHour) <= 14 && Number(offsetMinute) < 60;
  return clock && offset && day.startsWith('20') && isDay(day);
}

/** Whether a text is a "YYYY-MM-DD" day that exists in the calendar. */
export function isDay(text: string): boolean {
  const match = dayPattern.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** A typed day ("24.11.2026", "24-11-2026", "2026-11-24") as "YYYY-MM-DD"; undefined for anything else. */
export function readDay(text: string): string | undefined {
  const polish = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text.trim());
  const [, day = '', month = '', year] = polish ?? [];
  const read = polish ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text.trim();
  return isDay(read) ? read : undefined;
}

/** The day that many days later, or earlier for a negative number. RangeError for a day that does not exist. */
export function addDays(day: string, count: number): string {
  let { year, month, day: rest } = read(day);
  rest += count;
  while (rest < 1) {
    ({ year, month } = monthsLater(year, month, -1));
    rest += daysInMonth(year, month);
  }
  while (rest > daysInMonth(year, month)) {
    rest -= daysInMonth(year, month);
    ({ year, month } = monthsLater(year, month, 1));
  }
  return write(year, month, rest);
}

/** Days from one day to another, below zero when `to` is earlier. RangeError for a day that does not exist. */
export function daysBetween(from: string, to: string): number {
  const noon = (day: string) => {
    const { year, month, day: ofMonth } = read(day);
    return Date.UTC(year, month - 1, ofMonth, 12);
  };
  return (noon(to) - noon(from)) / 86_400_000;
}

/** The last day of the month that is `months` after the given day's month. RangeError for a day that does not exist. */
export function endOfMonth(day: string, months = 0): string {
  const own = read(day);
  const { year, month } = monthsLater(own.year, own.month, months);
  return write(year, month, daysInMonth(year, month));
}

function dayFormat(timeZone: string): Intl.DateTimeFormat {
  // Building an Intl format costs far more than using it, and a batch uses it thousands of times.
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
}

function read(day: string): { year: number; month: number; day: number } {
  if (!isDay(day)) throw new RangeError(`not a calendar day: ${JSON.stringify(day)}`);
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

function write(year: number, month: number, day: number): string {
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function monthsLater(year: number, month: number, count: number): { year: number; month: number } {
  const index = year * 12 + (month - 1) + count;
  return { year: Math.floor(index / 12), month: (index % 12) + 1 };
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
