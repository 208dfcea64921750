import type { InvoiceOut } from '../../../../src/contract/invoices.ts';
import { ApiProblem } from '../shared/api.ts';
import { followInvoice, readInvoice, sendAgain } from '../shared/calls.ts';

const slowMs = 5_000;
const pollMs = 1_500;
const mostPolls = 40;

/** One invoice on screen, from "issued" to "sent": follows its document and then its deliveries, and stops by itself. */
export class InvoiceWatch {
  invoice = $state.raw<InvoiceOut>();
  problem = $state.raw<ApiProblem>();
  /** Rendering the document takes longer than a shopper expects. */
  slow = $state(false);

  readonly #id: string;
  #stopFollowing: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #slowTimer: ReturnType<typeof setTimeout> | undefined;
  #polls = 0;
  #stopped = false;

  constructor(id: string) {
    this.#id = id;
  }

  async start(): Promise<void> {
    try {
      this.#take(await readInvoice(this.#id));
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      if (!this.invoice) this.problem = problem;
      return;
    }
    if (this.#stopped) return;
    if (this.invoice?.document.state !== 'queued') return this.#pollLater();
    this.#stopFollowing?.();
    this.#slowTimer = setTimeout(() => (this.slow = true), slowMs);
    this.#stopFollowing = followInvoice(
      this.#id,
      (invoice) => this.#take(invoice),
      () => this.#pollLater(),
    );
  }

  stop(): void {
    this.#stopped = true;
    this.#stopFollowing?.();
    clearTimeout(this.#timer);
    clearTimeout(this.#slowTimer);
  }

  /** Sends the document to the shopper once more. Throws ApiProblem. */
  async sendAgain(): Promise<void> {
    await sendAgain(this.#id);
    this.#polls = 0;
    // A document that could not be rendered is rendered again before it is sent.
    await this.start();
  }

  #take(invoice: InvoiceOut): void {
    this.problem = undefined;
    this.invoice = invoice;
    if (invoice.document.state !== 'queued') {
      clearTimeout(this.#slowTimer);
      this.slow = false;
    }
  }

  #pollLater(): void {
    clearTimeout(this.#timer);
    if (this.#stopped || this.#polls >= mostPolls || this.#settled()) return;
    this.#timer = setTimeout(() => void this.#poll(), pollMs);
  }

  async #poll(): Promise<void> {
    this.#polls += 1;
    try {
      this.#take(await readInvoice(this.#id));
    } catch (problem) {
      // Without a connection the content on screen stays valid; the next poll may succeed.
      if (!(problem instanceof ApiProblem)) throw problem;
    }
    this.#pollLater();
  }

  #settled(): boolean {
    const { invoice } = this;
    if (!invoice || invoice.document.state === 'queued') return false;
    // Right after the document is ready there may be no delivery yet; an older invoice has deliveries.
    return (
      invoice.deliveries.length > 0 && invoice.deliveries.every(({ state }) => state === 'sent' || state === 'failed')
    );
  }
}
