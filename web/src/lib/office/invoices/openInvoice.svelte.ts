import type { DeliveryOut, InvoiceOut } from '../../../../../src/contract/invoices.ts';
import { ApiProblem } from '../../shared/api.ts';
import { type DeliveryKind, readInvoice, sendAgain } from '../officeCalls.ts';
import type { OfficeSession } from '../session.svelte.ts';

const firstWaitMs = 800;
const longestWaitMs = 10_000;

/** The invoice in the side panel. While its document or a delivery is pending, it is read again at growing intervals. */
export class OpenInvoice {
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  invoice = $state.raw<InvoiceOut>();
  problem = $state.raw<unknown>();
  #session: OfficeSession;
  #id = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(session: OfficeSession) {
    this.#session = session;
  }

  async open(id: string): Promise<void> {
    this.close();
    this.#id = id;
    this.invoice = undefined;
    this.state = 'loading';
    await this.#read(id, firstWaitMs);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#id = '';
  }

  /** Throws ApiProblem when the document cannot be sent. */
  async sendAgain(kind: DeliveryKind): Promise<DeliveryOut> {
    const id = this.#id;
    const delivery = await this.#session.attempt(() => sendAgain(id, kind));
    clearTimeout(this.#timer);
    await this.#read(id, firstWaitMs);
    return delivery;
  }

  async #read(id: string, waitMs: number): Promise<void> {
    try {
      const invoice = await this.#session.attempt(() => readInvoice(id));
      if (id !== this.#id) return;
      this.invoice = invoice;
      this.state = 'ready';
      if (isOnTheWay(invoice))
        this.#timer = setTimeout(() => this.#read(id, Math.min(waitMs * 1.5, longestWaitMs)), waitMs);
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      if (id !== this.#id || this.invoice) return;
      this.problem = problem;
      this.state = 'failed';
    }
  }
}

function isOnTheWay({ document, deliveries }: InvoiceOut): boolean {
  return document.state === 'queued' || deliveries.some(({ state }) => state === 'queued' || state === 'retrying');
}
