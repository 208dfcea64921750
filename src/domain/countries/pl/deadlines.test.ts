import { describe, expect, it } from 'vitest';
import vectors from '../../vectors.json' with { type: 'json' };
import { issueNoLaterThan, lastRequestDay } from './deadlines.ts';

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
