import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, chainDay, daysBetween, endOfMonth, isDay, isInstant, readDay } from './day.ts';

const days = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('chainDay', () => {
  it.each([
    ['the last second of a winter day', '2026-11-24T22:59:59.999Z', '2026-11-24'],
    ['the first of the next', '2026-11-24T23:00:00Z', '2026-11-25'],
    ['the last second of a summer day', '2026-07-15T21:59:59Z', '2026-07-15'],
    ['the first of the next', '2026-07-15T22:00:00Z', '2026-07-16'],
    ['the last second before the day that loses an hour', '2026-03-28T22:59:59Z', '2026-03-28'],
    ['the day that loses an hour begins in winter time', '2026-03-28T23:00:00Z', '2026-03-29'],
    ['and ends in summer time', '2026-03-29T21:59:59Z', '2026-03-29'],
    ['an hour earlier than the day before', '2026-03-29T22:00:00Z', '2026-03-30'],
    ['the day that repeats an hour begins in summer time', '2026-10-24T22:00:00Z', '2026-10-25'],
    ['has the hour once', '2026-10-25T00:30:00Z', '2026-10-25'],
    ['and again', '2026-10-25T01:30:00Z', '2026-10-25'],
    ['and ends in winter time', '2026-10-25T22:59:59Z', '2026-10-25'],
    ['an hour later than the day before', '2026-10-25T23:00:00Z', '2026-10-26'],
    ['the last second of the year', '2026-12-31T23:59:59+01:00', '2026-12-31'],
  ])('%s: %s is %s in Warsaw', (_, instant, day) => {
    expect(chainDay(instant, 'Europe/Warsaw')).toBe(day);
    expect(chainDay(new Date(instant), 'Europe/Warsaw')).toBe(day);
  });

  it('uses the offset in the instant, not the wall clock alone', () => {
    expect(chainDay('2026-11-24T23:30:00-02:00', 'Europe/Warsaw')).toBe('2026-11-25');
  });

  it('supports other zones', () => {
    expect(chainDay('2026-11-24T23:30:00Z', 'America/Mexico_City')).toBe('2026-11-24');
    expect(chainDay('2026-11-24T23:30:00Z', 'UTC')).toBe('2026-11-24');
  });

  it('refuses texts that are not instants or zones', () => {
    expect(() => chainDay('yesterday', 'Europe/Warsaw')).toThrow(RangeError);
    expect(() => chainDay('2026-11-24T23:30:00Z', 'Europe/Nowhere')).toThrow(RangeError);
  });
});

describe('daysBetween', () => {
  it.each([
    ['2026-11-24', '2026-11-24', 0],
    ['2026-12-31', '2027-01-01', 1],
    ['2027-02-16', '2027-02-28', 12],
    ['2028-02-28', '2028-03-01', 2],
    ['2027-03-29', '2027-03-27', -2],
  ])('from %s to %s are %i days', (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
  });

  it('undoes addDays', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -2_000, max: 2_000 }), (day, count) => {
        expect(daysBetween(day, addDays(day, count))).toBe(count);
      }),
    );
  });

  it('refuses a day that does not exist', () => {
    expect(() => daysBetween('2026-02-30', '2026-03-01')).toThrow(RangeError);
  });
});

describe('isInstant', () => {
  it.each(['2026-11-24T17:42:10+01:00', '2026-11-24T16:42:10Z', '2028-02-29T23:59:59.123456789-11:30'])(
    'accepts %s',
    (text) => {
      expect(isInstant(text)).toBe(true);
      expect(Number.isNaN(Date.parse(text))).toBe(false);
    },
  );

  it.each([
    '',
    '2026-11-24',
    '2026-11-24T17:42:10',
    '2026-11-24 17:42:10Z',
    '2026-11-24t17:42:10z',
    '2026-02-30T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-11-24T24:00:00Z',
    '2026-11-24T10:60:00Z',
    '2026-11-24T10:00:60Z',
    '2026-11-24T10:00:00+15:00',
    '2026-11-24T10:00:00-23:59',
    '2026-11-24T10:00:00+24:00',
    '2026-11-24T10:00:00+01:60',
    '0000-01-01T00:00:00Z',
    '1999-12-31T00:00:00Z',
    '9999-12-31T00:00:00Z',
    '2026-11-24T10:00:00Z\n',
  ])('refuses %j', (text) => {
    expect(isInstant(text)).toBe(false);
  });
});

describe('isDay', () => {
  it.each(['2028-02-29', '2000-02-29', '2026-12-31'])('accepts %s', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each([
    '2026-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-10',
    '2026-01-00',
    '26-01-01',
    '2026-1-1',
    '0000-01-01',
  ])('refuses %s', (text) => {
    expect(isDay(text)).toBe(false);
  });
});

describe('readDay', () => {
  it.each(['24.11.2026', '24-11-2026', '24/11/2026', ' 2026-11-24 '])('reads %j', (text) => {
    expect(readDay(text)).toBe('2026-11-24');
  });
  it('reads a day without leading zeros', () => {
    expect(readDay('1.2.2026')).toBe('2026-02-01');
  });
  it.each(['31.02.2026', '24.11.26', '11/24/2026', '2026', ''])('has no day in %j', (text) => {
    expect(readDay(text)).toBeUndefined();
  });
});

describe('addDays', () => {
  it('agrees with Date, forwards and backwards', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -800, max: 800 }), (day, count) => {
        const expected = new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
        expect(addDays(day, count)).toBe(expected);
      }),
    );
  });

  it('refuses a day that does not exist', () => {
    expect(() => addDays('2026-02-29', 1)).toThrow(RangeError);
  });
});

describe('endOfMonth', () => {
  it.each([
    ['2026-11-24', 0, '2026-11-30'],
    ['2026-11-24', 3, '2027-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-31'],
    ['2026-01-15', -1, '2025-12-31'],
  ])('of %s, %s months later, is %s', (day, months, end) => {
    expect(endOfMonth(day, months)).toBe(end);
  });

  it('is the day before the first of the next month', () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(addDays(endOfMonth(day), 1).slice(8)).toBe('01');
        expect(endOfMonth(day).slice(0, 7)).toBe(day.slice(0, 7));
      }),
    );
  });

  it('refuses a day that does not exist', () => {
    expect(() => endOfMonth('2026-11-31')).toThrow(RangeError);
  });
});
