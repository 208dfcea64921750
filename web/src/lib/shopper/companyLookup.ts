import type { CompanyFound } from '../../../../src/contract/companies.ts';
import { ApiProblem } from '../shared/api.ts';

/** The result for the company with the NIP on the receipt. `silent` means that no register answered. */
export type LookupState = { step: 'idle' | 'asking' | 'unknown' | 'silent' } | { step: 'found'; company: CompanyFound };

/** Asks the registers once for each NIP. The form never waits for the answer. */
export class CompanyLookup {
  #nip = '';
  readonly #find: (nip: string) => Promise<CompanyFound>;
  readonly #onState: (state: LookupState) => void;

  constructor(find: (nip: string) => Promise<CompanyFound>, onState: (state: LookupState) => void) {
    this.#find = find;
    this.#onState = onState;
  }

  /**
   * Resolves with the company; with nothing when it does not exist, no register answers, or the NIP was looked up before.
   */
  async ask(nip: string): Promise<CompanyFound | undefined> {
    if (nip === this.#nip) return undefined;
    this.#nip = nip;
    this.#onState({ step: 'asking' });
    const state = await this.#answerTo(nip);
    if (nip !== this.#nip) return undefined;
    this.#onState(state);
    return state.step === 'found' ? state.company : undefined;
  }

  async #answerTo(nip: string): Promise<LookupState> {
    try {
      return { step: 'found', company: await this.#find(nip) };
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      return { step: error.code === 'company.not_found' ? 'unknown' : 'silent' };
    }
  }
}
