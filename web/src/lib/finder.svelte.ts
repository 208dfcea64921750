import type { FindReceipt, FoundReceipt } from '../../../src/contract/receipts.ts';
import { formatReceiptCode, type ReadReceiptCode, readReceiptCode } from '../../../src/domain/receiptCode.ts';
import { readAmount } from './amountField.ts';
import { ApiProblem } from './api.ts';
import { findReceipt } from './calls.ts';

export type FinderTrouble =
  | 'empty'
  | 'mistyped'
  | 'shape'
  | 'foreign'
  | 'unreadable'
  | 'notPicture'
  | 'totalWrong'
  | 'dateWrong';

/** From a typed, scanned or photographed text to the receipt. What is surely wrong is said without asking the server. */
export class Finder {
  /** What stands in the code field. */
  code = $state('');
  total = $state('');
  date = $state('');
  /** The code alone is not enough: the total and the date are asked for beside it. */
  factors = $state(false);
  looking = $state(false);
  trouble = $state<FinderTrouble>();
  problem = $state.raw<ApiProblem>();

  /** A code that looks like ours and was not found alone. */
  #factorsAskedFor: string | undefined;
  readonly #legacy: boolean;
  readonly #onFound: (receipt: FoundReceipt) => void;

  /** `legacy`: the chain's receipts may carry codes of its own, which need total and date too. */
  constructor(legacy: boolean, onFound: (receipt: FoundReceipt) => void) {
    this.#legacy = legacy;
    this.#onFound = onFound;
  }

  /** A text a camera or photo has read. False when it cannot be a receipt's, so that the camera goes on looking. */
  see(text: string): boolean {
    const read = readReceiptCode(text);
    const possible =
      read.kind === 'code' || (this.#legacy && read.kind === 'other' && /^[0-9A-Za-z-]{8,40}$/.test(read.text));
    if (!possible) {
      this.#refuse('foreign');
      return false;
    }
    this.code = read.kind === 'other' ? read.text : formatReceiptCode(read.code);
    void this.submit();
    return true;
  }

  /** Looks for what stands in the fields. */
  async submit(): Promise<void> {
    const read = readReceiptCode(this.code);
    const own = read.kind === 'code' ? read.code : undefined;
    if (own !== undefined && own !== this.#factorsAskedFor) return this.#look({ code: own });
    const code = own ?? this.#legacyCode(read);
    if (code === undefined) return;
    const total = readAmount(this.total);
    if (total === undefined) return this.#refuse('totalWrong');
    if (!this.date) return this.#refuse('dateWrong');
    return this.#look({ code, total, date: this.date });
  }

  /** Goes on from a code that was looked for elsewhere, without success. */
  met(code: string, problem: ApiProblem): void {
    const read = readReceiptCode(code);
    this.code = read.kind === 'other' ? read.text : formatReceiptCode(read.code);
    this.#refused({ code }, problem);
  }

  refuse(trouble: 'unreadable' | 'notPicture'): void {
    this.#refuse(trouble);
  }

  /** A code of the chain's own, once total and date are asked for; else undefined and there is something to correct or add. */
  #legacyCode(read: ReadReceiptCode): string | undefined {
    const typed = read.kind === 'other' ? read.text.trim() : this.code.trim();
    if (!typed) this.#refuse('empty');
    else if (!this.#legacy) this.#refuse(read.kind === 'mistyped' ? 'mistyped' : 'shape');
    else if (this.factors) return typed;
    else this.#askFactors(read.kind === 'mistyped' ? 'mistyped' : undefined);
    return undefined;
  }

  async #look(by: FindReceipt): Promise<void> {
    if (this.looking) return;
    this.trouble = undefined;
    this.problem = undefined;
    this.looking = true;
    try {
      this.#onFound(await findReceipt(by));
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      this.#refused(by, problem);
    } finally {
      this.looking = false;
    }
  }

  #refused(by: FindReceipt, problem: ApiProblem): void {
    this.problem = problem;
    // A legacy code may look like ours by chance; the server answers alike for both, so the fields are offered.
    if (this.#legacy && problem.code === 'receipt.not_found' && by.total === undefined) {
      this.#factorsAskedFor = by.code;
      this.factors = true;
    }
  }

  #askFactors(trouble?: FinderTrouble): void {
    this.trouble = trouble;
    this.problem = undefined;
    this.factors = true;
  }

  #refuse(trouble: FinderTrouble): void {
    this.problem = undefined;
    this.trouble = trouble;
  }
}
