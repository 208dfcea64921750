import type { TemplateError, TemplateKind } from '../../../../../src/contract/templates.ts';
import { ApiProblem } from '../../shared/api.ts';
import { readPreview, startPreview } from '../officeCalls.ts';
import type { OfficeSession } from '../session.svelte.ts';

const firstWaitMs = 150;
const longestWaitMs = 1_000;
const patienceMs = 30_000;

/** The rendered document of a source. The last successful one stays on screen while the next is printed or fails. */
export class Preview {
  state = $state<'none' | 'making' | 'ready' | 'failed'>('none');
  /** Id of the preview on screen. */
  shown = $state.raw<string>();
  /** Errors of the renderer, or the reason for a missing answer. */
  errors = $state.raw<TemplateError[]>([]);
  problem = $state.raw<unknown>();
  #session: OfficeSession;
  #kind: TemplateKind;
  #turn = 0;

  constructor(session: OfficeSession, kind: TemplateKind) {
    this.#session = session;
    this.#kind = kind;
  }

  /** Requests a preview of the source; the answer to an earlier request is dropped. */
  async make(source: string): Promise<void> {
    const turn = ++this.#turn;
    this.state = 'making';
    this.errors = [];
    this.problem = undefined;
    try {
      const { id } = await this.#session.attempt(() => startPreview(this.#kind, source));
      await this.#await(id, turn);
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      if (turn !== this.#turn) return;
      this.problem = problem;
      this.state = 'failed';
    }
  }

  /** Drops the pending preview, because the source has errors now. */
  hold(): void {
    this.#turn += 1;
    if (this.state === 'making') this.state = this.shown ? 'ready' : 'none';
  }

  async #await(id: string, turn: number): Promise<void> {
    const end = performance.now() + patienceMs;
    for (let waitMs = firstWaitMs; performance.now() < end; waitMs = Math.min(waitMs * 1.4, longestWaitMs)) {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      if (turn !== this.#turn) return;
      const { state, errors } = await this.#session.attempt(() => readPreview(id));
      if (turn !== this.#turn) return;
      if (state === 'queued') continue;
      if (state === 'ready') this.shown = id;
      this.errors = errors;
      this.state = state;
      return;
    }
    throw new ApiProblem('timeout');
  }
}
