import type { PrintedView } from '../../correction/printed.ts';
import type { ProofProblem } from '../proof.ts';

/** A PDF to read back, and the view of the invoice or correction that the PDF must print. */
export type ReadBack = {
  pdf: Uint8Array;
  view: PrintedView;
  /** Pages whose text is checked on the drawn page: all for samples, some for issued documents. */
  drawn: 'all' | 'some';
};

export type ReadAnswer = { problems: ProofProblem[] } | { failed: string };
