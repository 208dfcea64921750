import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptUntil, receiptKeptUntil } from '../countries/pl/deadlines.ts';
import { addDays } from '../day.ts';
import { lastFreeDay } from './lastFreeDay.ts';

const days = fc.integer({ min: 0, max: 36_500 }).map((after) => addDays('2000-01-01', after));

describe('invoices', () => {
  it.each([
    ['2031-12-31', '2025-11-30'],
    // The tax of December is due in January of the next year, so December is kept a year longer.
    ['2032-01-01', '2026-11-30'],
    ['2032-12-31', '2026-11-30'],
    ['2033-01-01', '2027-11-30'],
  ])('on %s those up to %s are kept no longer', (today, last) => {
    expect(lastFreeDay(today, keptUntil)).toBe(last);
  });
});

describe('receipts that were never invoiced', () => {
  const kept = (margin: number) => (day: string) => receiptKeptUntil(day, margin);

  it.each([
    ['2027-02-28', 0, '2026-10-31'],
    // The window of November ends on 28 February.
    ['2027-03-01', 0, '2026-11-30'],
    ['2027-03-01', 1, '2026-10-31'],
    ['2027-03-02', 1, '2026-11-30'],
    ['2027-05-29', 90, '2026-10-31'],
    ['2027-05-30', 90, '2026-11-30'],
  ])('on %s and with a margin of %i days those up to %s are kept no longer', (today, margin, last) => {
    expect(lastFreeDay(today, kept(margin))).toBe(last);
  });

  it('are never kept shorter than their window and margin, and never a day longer', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 1_000 }), (today, margin) => {
        const last = lastFreeDay(today, kept(margin));
        expect(receiptKeptUntil(last, margin) < today).toBe(true);
        expect(receiptKeptUntil(addDays(last, 1), margin) >= today).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

it('an invoice is never kept shorter than the law says, and never a day longer', () => {
  fc.assert(
    fc.property(days, (today) => {
      const last = lastFreeDay(today, keptUntil);
      expect(keptUntil(last) < today).toBe(true);
      expect(keptUntil(addDays(last, 1)) >= today).toBe(true);
    }),
    { numRuns: 100 },
  );
});

it('a later day is never kept shorter', () => {
  fc.assert(
    fc.property(days, days, (a, b) => {
      const [early, late] = a < b ? [a, b] : [b, a];
      expect(keptUntil(early) <= keptUntil(late)).toBe(true);
      expect(receiptKeptUntil(early, 30) <= receiptKeptUntil(late, 30)).toBe(true);
    }),
  );
});
