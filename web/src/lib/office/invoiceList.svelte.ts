import type { InvoiceRow } from '../../../../src/contract/invoices.ts';
import { ApiProblem } from '../api.ts';
import { listInvoices } from '../officeCalls.ts';
import { type InvoiceFilter, invoiceQuery } from './invoiceFilter.ts';
import type { OfficeSession } from './session.svelte.ts';

const mostExported = 2_000;
const exportedAtOnce = '100';

/** The invoices that match the filter, as far as they are loaded. */
export class InvoiceList {
  state = $state<'loading' | 'ready' | 'more' | 'failed'>('loading');
  rows = $state.raw<InvoiceRow[]>([]);
  next = $state.raw<string>();
  problem = $state.raw<unknown>();
  #session: OfficeSession;
  #filter: InvoiceFilter = { q: '', from: '', to: '', store: '' };
  #turn = 0;

  constructor(session: OfficeSession) {
    this.#session = session;
  }

  /** Loads the first page. The rows before stay until it is there; an answer that comes too late is thrown away. */
  async load(filter: InvoiceFilter): Promise<void> {
    this.#filter = filter;
    await this.#take(undefined, 'loading');
  }

  async more(): Promise<void> {
    if (this.state === 'ready' && this.next) await this.#take(this.next, 'more');
  }

  retry(): Promise<void> {
    return this.load(this.#filter);
  }

  /** Every row that matches, up to 2,000. `complete` is false when there are more. Throws ApiProblem. */
  async all(): Promise<{ rows: InvoiceRow[]; complete: boolean }> {
    const query = invoiceQuery(this.#filter);
    const rows: InvoiceRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#session.attempt(() =>
        listInvoices({ ...query, limit: exportedAtOnce, ...(cursor ? { cursor } : {}) }),
      );
      rows.push(...page.items);
      cursor = page.next;
    } while (cursor && rows.length < mostExported);
    return { rows: rows.slice(0, mostExported), complete: !cursor && rows.length <= mostExported };
  }

  async #take(cursor: string | undefined, meanwhile: 'loading' | 'more'): Promise<void> {
    const turn = ++this.#turn;
    this.state = meanwhile;
    try {
      const query = { ...invoiceQuery(this.#filter), limit: '50', ...(cursor ? { cursor } : {}) };
      const page = await this.#session.attempt(() => listInvoices(query));
      if (turn !== this.#turn) return;
      this.rows = cursor ? [...this.rows, ...page.items] : page.items;
      this.next = page.next;
      this.state = 'ready';
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      if (turn !== this.#turn) return;
      this.problem = problem;
      this.state = 'failed';
    }
  }
}
