import { describe, expect, it } from 'vitest';
import vectors from '../../vectors.json' with { type: 'json' };
import { issueNoLaterThan, keptUntil, lastRequestDay } from './deadlines.ts';

describe('lastRequestDay', () => {
  it.each(vectors.deadlines)('$id: an invoice for a sale of $sale may be requested until $lastRequestDay', (vector) => {
    expect(lastRequestDay(vector.sale)).toBe(vector.lastRequestDay);
    expect(vector.request <= lastRequestDay(vector.sale)).toBe(vector.inTime);
  });

  it('is the same for every day of a month', () => {
    expect(lastRequestDay('2026-11-01')).toBe(lastRequestDay('2026-11-30'));
  });
});

describe('issueNoLaterThan', () => {
  it.each(vectors.deadlines)('$id: requested on $request, issued by $issueNoLaterThan', (vector) => {
    expect(issueNoLaterThan(vector.sale, vector.request)).toBe(vector.issueNoLaterThan);
  });

  it('is the 15th of the next month for every request within the sale’s month', () => {
    expect(issueNoLaterThan('2026-12-01', '2026-12-01')).toBe('2027-01-15');
    expect(issueNoLaterThan('2027-01-31', '2027-01-31')).toBe('2027-02-15');
  });
});

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
