import type { FindReceipt, FoundReceipt } from '../../../../../src/contract/receipts.ts';
import { formatReceiptCode } from '../../../../../src/domain/receipts/receiptCode.ts';
import { ApiProblem } from '../../shared/api.ts';
import { findReceipt } from '../../shared/calls.ts';
import { readAmount } from '../../shared/fields/amountField.ts';
import { type ClassifiedCode, classifyScanned, classifyTyped } from './classifyCode.ts';

export type FinderError =
  | 'empty'
  | 'mistyped'
  | 'shape'
  | 'foreign'
  | 'unreadable'
  | 'notPicture'
  | 'totalWrong'
  | 'dateWrong';

type FinderState =
  | { is: 'idle' | 'looking' }
  /** The text in the fields, or in the picture, cannot be a receipt's code. */
  | { is: 'refused'; error: FinderError }
  /** The server, or the connection to it, gave no receipt. */
  | { is: 'failed'; problem: ApiProblem };

/** The code formats of this chain's receipts. */
export type CodeKind = { legacy: boolean; groups: readonly number[] };

/** Finds a receipt by a typed, scanned or photographed text. A certain error is shown without a request. */
export class Finder {
  /** The content of the code field. */
  code = $state('');
  total = $state('');
  date = $state('');
  /** The code alone is not enough, so the total and the date are asked for as well. */
  factors = $state(false);
  #state = $state.raw<FinderState>({ is: 'idle' });

  /** The scanned text and its classification. */
  #seen: { text: string; classified: ClassifiedCode } | undefined;
  /** A code in our format that was not found without total and date. */
  #missed: string | undefined;
  #refusedText: string | undefined;
  readonly #kind: CodeKind;
  readonly #onFound: (receipt: FoundReceipt) => void;

  constructor(kind: CodeKind, onFound: (receipt: FoundReceipt) => void) {
    this.#kind = kind;
    this.#onFound = onFound;
  }

  get looking(): boolean {
    return this.#state.is === 'looking';
  }

  get error(): FinderError | undefined {
    return this.#state.is === 'refused' ? this.#state.error : undefined;
  }

  get problem(): ApiProblem | undefined {
    return this.#state.is === 'failed' ? this.#state.problem : undefined;
  }

  /** Takes a scanned text. False when it cannot be a receipt's code, so that the camera continues. */
  see(text: string): boolean {
    const classified = classifyScanned(text, this.#kind.legacy);
    if (!classified || classified.kind === 'refused') {
      this.#refuse('foreign');
      return false;
    }
    this.code = classified.kind === 'own' ? formatReceiptCode(classified.code) : classified.code;
    this.#seen = { text: this.code, classified };
    void this.submit();
    return true;
  }

  /** Searches with the content of the fields. */
  async submit(): Promise<void> {
    const classified = this.#judge();
    if (classified.kind === 'refused') {
      this.#refusedText = this.code;
      return this.#refuse(classified.error);
    }
    if (classified.kind === 'own' && classified.code !== this.#missed) return this.#look({ code: classified.code });
    if (!this.factors) return this.#askFactors();
    const total = readAmount(this.total);
    if (total === undefined) return this.#refuse('totalWrong');
    if (!this.date) return this.#refuse('dateWrong');
    return this.#look({ code: classified.code, total, date: this.date });
  }

  /** Continues with a code that was not found elsewhere. */
  met(code: string, problem: ApiProblem): void {
    const classified = classifyTyped(code, { ...this.#options, insisted: true });
    this.code = classified.kind === 'own' ? formatReceiptCode(classified.code) : code;
    this.#refused({ code: classified.kind === 'own' ? classified.code : code }, problem);
  }

  refuse(error: 'unreadable' | 'notPicture'): void {
    this.#refuse(error);
  }

  /** The reader for photos could not be loaded. */
  cutOff(): void {
    this.#state = { is: 'failed', problem: new ApiProblem('offline') };
  }

  get #options() {
    return { legacyChain: this.#kind.legacy, groups: this.#kind.groups };
  }

  #judge(): ClassifiedCode {
    if (this.#seen?.text === this.code) return this.#seen.classified;
    return classifyTyped(this.code, { ...this.#options, insisted: this.factors || this.#refusedText === this.code });
  }

  async #look(by: FindReceipt): Promise<void> {
    if (this.looking) return;
    this.#state = { is: 'looking' };
    try {
      const receipt = await findReceipt(by);
      this.#state = { is: 'idle' };
      this.#onFound(receipt);
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      this.#refused(by, problem);
    }
  }

  #refused(by: FindReceipt, problem: ApiProblem): void {
    this.#state = { is: 'failed', problem };
    // Digits that pass our check character by chance may be a legacy code. The server's answer is the same, so the fields
    // are offered.
    if (this.#kind.legacy && problem.code === 'receipt.not_found' && /^\d+$/.test(by.code)) {
      this.#missed = by.code;
      this.factors = true;
    }
  }

  #askFactors(): void {
    this.#state = { is: 'idle' };
    this.factors = true;
  }

  #refuse(error: FinderError): void {
    this.#state = { is: 'refused', error };
  }
}
