import { expect, test } from 'vitest';
import { filterOf, invoiceQuery, isNarrowed, queryOf } from './invoiceFilter.ts';

test('writing a filter into the URL and reading it back gives the same filter', () => {
  const filter = { q: 'FP/Z014/2026/11/13', from: '2026-11-01', to: '2026-11-30', store: 'Z014' };
  expect(filterOf(new URLSearchParams(queryOf(filter)))).toEqual(filter);
});

test('empty fields are neither in the URL nor sent', () => {
  const filter = filterOf(new URLSearchParams('q=+&store='));
  expect(queryOf(filter)).toBe('');
  expect(invoiceQuery(filter)).toEqual({});
  expect(isNarrowed(filter)).toBe(false);
});

test('a URL typed by hand cannot send what the server refuses', () => {
  const filter = filterOf(
    new URLSearchParams(`q=${'x'.repeat(300)}&from=yesterday&to=2026-11-31x&store=${'S'.repeat(40)}`),
  );
  expect(filter).toEqual({ q: 'x'.repeat(100), from: '', to: '', store: 'S'.repeat(20) });
});
