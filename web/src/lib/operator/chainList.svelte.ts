import type { ChainRow } from '../../../../src/contract/chains.ts';
import { ApiProblem } from '../api.ts';
import type { OfficeSession } from '../office/session.svelte.ts';
import { listChains, setStatus } from '../operatorCalls.ts';

/** The platform's chains as far as they are loaded. */
export class ChainList {
  state = $state<'loading' | 'ready' | 'more' | 'failed'>('loading');
  rows = $state.raw<ChainRow[]>([]);
  next = $state.raw<string>();
  problem = $state.raw<unknown>();
  #session: OfficeSession;
  #q = '';
  #turn = 0;

  constructor(session: OfficeSession) {
    this.#session = session;
  }

  async load(q: string): Promise<void> {
    this.#q = q;
    await this.#take(undefined, 'loading');
  }

  async more(): Promise<void> {
    if (this.state === 'ready' && this.next) await this.#take(this.next, 'more');
  }

  retry(): Promise<void> {
    return this.load(this.#q);
  }

  /** Suspends a chain or lets it go on. Throws ApiProblem. */
  async setStatus(id: string, status: ChainRow['status']): Promise<void> {
    const changed = await this.#session.attempt(() => setStatus(id, status));
    this.rows = this.rows.map((row) => (row.id === changed.id ? { ...row, status: changed.status } : row));
  }

  async #take(cursor: string | undefined, meanwhile: 'loading' | 'more'): Promise<void> {
    const turn = ++this.#turn;
    this.state = meanwhile;
    try {
      const query = { ...(this.#q ? { q: this.#q } : {}), ...(cursor ? { cursor } : {}) };
      const page = await this.#session.attempt(() => listChains(query));
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
