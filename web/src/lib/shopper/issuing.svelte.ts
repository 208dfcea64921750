import type { BuyerIn, InvoiceOut } from '../../../../src/contract/invoices.ts';
import { ApiProblem } from '../shared/api.ts';
import type { Draft } from './draft.svelte.ts';
import type { Attempt } from './draftStore.ts';
import { sendOrder } from './issuing.ts';

const againMs = 4_000;

/**
 * One press of the button that issues. Without a connection the order waits on the device and goes out by itself, under the same
 * idempotency key, also after a reload: the server answers a repeated order with the first invoice.
 */
export class Issuing {
  state = $state<'idle' | 'issuing' | 'waiting'>('idle');
  problem = $state.raw<ApiProblem>();
  readonly #draft: Draft;
  readonly #onIssued: (invoice: InvoiceOut) => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(draft: Draft, onIssued: (invoice: InvoiceOut) => Promise<void>) {
    this.#draft = draft;
    this.#onIssued = onIssued;
  }

  /** Sends the order. Returns the refusal, if there is one; a lost connection is none. */
  issue(buyer: BuyerIn): Promise<ApiProblem | undefined> {
    return this.#send(this.#draft.send(buyer));
  }

  /** Goes on with an order whose answer never came. */
  async resume(): Promise<ApiProblem | undefined> {
    const { pending } = this.#draft;
    return pending && this.state === 'idle' ? this.#send(pending) : undefined;
  }

  /** The order is not sent any more, unless it is on its way. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#draft.wait(false);
    this.state = 'idle';
  }

  /** The page is left; what waits is resumed by the next page of the order. */
  leave(): void {
    clearTimeout(this.#timer);
  }

  async #send(attempt: Attempt): Promise<ApiProblem | undefined> {
    if (this.state === 'issuing') return undefined;
    clearTimeout(this.#timer);
    this.state = 'issuing';
    this.problem = undefined;
    try {
      await this.#onIssued(await sendOrder(this.#draft, attempt));
      this.state = 'idle';
      return undefined;
    } catch (refusal) {
      if (!(refusal instanceof ApiProblem)) throw refusal;
      return this.#refused(refusal, attempt);
    }
  }

  #refused(refusal: ApiProblem, attempt: Attempt): ApiProblem | undefined {
    if (refusal.status === 0) {
      this.state = 'waiting';
      this.#timer = setTimeout(() => void this.#send(attempt), againMs);
      return undefined;
    }
    this.#draft.wait(false);
    this.state = 'idle';
    this.problem = refusal;
    return refusal;
  }
}
