import { ApiProblem } from './api.ts';
import { type InvoiceListRow, listInvoices } from './calls.ts';

/** The shopper's invoices, page by page, under one search. */
export class InvoiceSearch {
  items = $state.raw<InvoiceListRow[]>();
  next = $state<string>();
  busy = $state(false);
  problem = $state.raw<ApiProblem>();
  #typed = '';

  /** Starts anew with these words. */
  async look(typed: string): Promise<void> {
    this.#typed = typed;
    await this.#read(undefined);
  }

  async older(): Promise<void> {
    if (this.next && !this.busy) await this.#read(this.next);
  }

  async #read(cursor: string | undefined): Promise<void> {
    const typed = this.#typed;
    this.busy = true;
    try {
      const page = await listInvoices({ ...(typed && { q: typed }), ...(cursor && { cursor }) });
      // An answer to words that were typed over meanwhile is no answer.
      if (typed !== this.#typed) return;
      this.problem = undefined;
      this.items = cursor ? [...(this.items ?? []), ...page.items] : page.items;
      this.next = page.next;
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }
}
