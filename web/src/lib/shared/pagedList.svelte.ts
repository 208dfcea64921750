import type { Page } from '../../../../src/contract/common.ts';
import { ApiProblem } from './api.ts';

/** The results of a query, as far as their pages are loaded. */
export class PagedList<Query, Row> {
  state = $state<'loading' | 'ready' | 'more' | 'failed'>('loading');
  rows = $state.raw<Row[]>([]);
  next = $state.raw<string>();
  problem = $state.raw<ApiProblem>();
  protected query: Query;
  #read: (query: Query, cursor?: string) => Promise<Page<Row>>;
  #turn = 0;

  constructor(query: Query, read: (query: Query, cursor?: string) => Promise<Page<Row>>) {
    this.query = query;
    this.#read = read;
  }

  /** Loads the first page. The previous rows stay until it has arrived; an outdated answer is dropped. */
  async load(query: Query): Promise<void> {
    this.query = query;
    await this.#take(undefined, 'loading');
  }

  async more(): Promise<void> {
    if (this.state === 'ready' && this.next) await this.#take(this.next, 'more');
  }

  retry(): Promise<void> {
    return this.load(this.query);
  }

  async #take(cursor: string | undefined, meanwhile: 'loading' | 'more'): Promise<void> {
    const turn = ++this.#turn;
    this.state = meanwhile;
    try {
      const page = await this.#read(this.query, cursor);
      if (turn !== this.#turn) return;
      this.rows = cursor ? [...this.rows, ...page.items] : page.items;
      this.next = page.next;
      this.problem = undefined;
      this.state = 'ready';
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      if (turn !== this.#turn) return;
      this.problem = problem;
      this.state = 'failed';
    }
  }
}
