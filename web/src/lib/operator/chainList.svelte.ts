import type { ChainRow } from '../../../../src/contract/chains.ts';
import type { OfficeSession } from '../office/session.svelte.ts';
import { PagedList } from '../shared/pagedList.svelte.ts';
import { listChains, setStatus } from './operatorCalls.ts';

/** The platform's chains that match the typed text. */
export class ChainList extends PagedList<string, ChainRow> {
  #session: OfficeSession;

  constructor(session: OfficeSession) {
    super('', (q, cursor) => session.attempt(() => listChains({ ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) })));
    this.#session = session;
  }

  /** Suspends a chain or ends its suspension. Throws ApiProblem. */
  async setStatus(id: string, status: ChainRow['status']): Promise<void> {
    const changed = await this.#session.attempt(() => setStatus(id, status));
    this.rows = this.rows.map((row) => (row.id === changed.id ? { ...row, status: changed.status } : row));
  }
}
