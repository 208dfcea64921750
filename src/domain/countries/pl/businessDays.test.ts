import { describe, expect, it } from 'vitest';
import { addBusinessDays, isBusinessDay, nextBusinessDay } from './businessDays.ts';

describe('isBusinessDay', () => {
  it.each([
    ['2026-01-01', 'New Year'],
    ['2026-01-06', 'Epiphany'],
    ['2026-04-05', 'Easter Sunday'],
    ['2026-04-06', 'Easter Monday'],
    ['2027-03-29', 'Easter Monday in March'],
    ['2038-04-26', 'the latest Easter Monday of the century'],
    ['2026-05-01', 'Labour Day'],
    ['2027-05-03', 'Constitution Day'],
    ['2026-05-24', 'Pentecost'],
    ['2026-06-04', 'Corpus Christi'],
    ['2027-05-27', 'Corpus Christi in May'],
    ['2028-08-15', 'Assumption'],
    ['2027-11-01', 'All Saints'],
    ['2026-11-11', 'Independence Day'],
    ['2026-12-24', 'Christmas Eve'],
    ['2026-12-25', 'Christmas'],
    ['2028-12-26', 'the second day of Christmas'],
    ['2026-11-28', 'a Saturday'],
    ['2026-11-29', 'a Sunday'],
  ])('%s is a day off: %s', (day) => {
    expect(isBusinessDay(day)).toBe(false);
  });

  it.each(['2026-11-27', '2026-12-23', '2026-12-28', '2027-01-04', '2028-02-29', '2027-03-26'])(
    '%s is a business day',
    (day) => {
      expect(isBusinessDay(day)).toBe(true);
    },
  );

  it('counts Christmas Eve as a day off since 2025 only', () => {
    expect([isBusinessDay('2024-12-24'), isBusinessDay('2025-12-24')]).toEqual([true, false]);
  });

  it('refuses a day that does not exist', () => {
    expect(() => nextBusinessDay('2027-02-29')).toThrow(RangeError);
  });
});

describe('nextBusinessDay', () => {
  it.each([
    ['2026-11-27', '2026-11-30'],
    ['2026-11-24', '2026-11-25'],
    ['2026-12-23', '2026-12-28'],
    ['2026-12-31', '2027-01-04'],
    ['2027-03-26', '2027-03-30'],
    ['2026-11-10', '2026-11-12'],
  ])('after %s is %s', (day, next) => {
    expect(nextBusinessDay(day)).toBe(next);
  });
});

describe('addBusinessDays', () => {
  it('skips every day off on the way', () => {
    expect(addBusinessDays('2026-12-22', 7)).toBe('2027-01-05');
    expect(addBusinessDays('2026-12-22', 0)).toBe('2026-12-22');
  });
});
