import type { InvoiceQuery } from '../../../../../src/contract/invoices.ts';

/** The filter of the list. It is kept in the URL, so a reload, Back and a bookmark restore it. */
export type InvoiceFilter = { q: string; from: string; to: string; store: string };

const names = ['q', 'from', 'to', 'store'] as const;

export function filterOf(params: Pick<URLSearchParams, 'get'>): InvoiceFilter {
  const [q = '', from = '', to = '', store = ''] = names.map((name) => params.get(name)?.trim() ?? '');
  return { q: q.slice(0, 100), from: isoDay(from), to: isoDay(to), store: store.slice(0, 20) };
}

/** The URL's query, with its `?` unless it is empty. */
export function queryOf(filter: InvoiceFilter): string {
  const given = names
    .filter((name) => filter[name].trim())
    .map((name): [string, string] => [name, filter[name].trim()]);
  return given.length ? `?${new URLSearchParams(given)}` : '';
}

export function isNarrowed(filter: InvoiceFilter): boolean {
  return queryOf(filter) !== '';
}

/** The filter as the server expects it, without empty fields. */
export function invoiceQuery(filter: InvoiceFilter): InvoiceQuery {
  return Object.fromEntries(names.filter((name) => filter[name]).map((name) => [name, filter[name]]));
}

/** Drops values that the server would refuse: a URL typed by hand may contain anything. */
function isoDay(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '';
}
