import type { InvoiceRow } from '../../../../../src/contract/invoices.ts';
import { PagedList } from '../../shared/pagedList.svelte.ts';
import { listInvoices } from '../officeCalls.ts';
import type { OfficeSession } from '../session.svelte.ts';
import { type InvoiceFilter, invoiceQuery } from './invoiceFilter.ts';

const mostExported = 2_000;
const shownAtOnce = '50';
const exportedAtOnce = '100';

/** The invoices that match the filter. */
export class InvoiceList extends PagedList<InvoiceFilter, InvoiceRow> {
  #session: OfficeSession;

  constructor(session: OfficeSession) {
    super({ q: '', from: '', to: '', store: '' }, (filter, cursor) => this.#page(filter, shownAtOnce, cursor));
    this.#session = session;
  }

  /** Every row that matches, up to 2,000. `complete` is false when there are more. Throws ApiProblem. */
  async all(): Promise<{ rows: InvoiceRow[]; complete: boolean }> {
    const rows: InvoiceRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#page(this.query, exportedAtOnce, cursor);
      rows.push(...page.items);
      cursor = page.next;
    } while (cursor && rows.length < mostExported);
    return { rows: rows.slice(0, mostExported), complete: !cursor && rows.length <= mostExported };
  }

  #page(filter: InvoiceFilter, limit: string, cursor?: string) {
    const query = { ...invoiceQuery(filter), limit, ...(cursor ? { cursor } : {}) };
    return this.#session.attempt(() => listInvoices(query));
  }
}
