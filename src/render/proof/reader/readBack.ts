import type { InvoiceView } from '../../view/view.ts';
import type { ProofProblem } from '../proof.ts';

/** One PDF to read, with the invoice that it must show. */
export type ReadBack = {
  pdf: Uint8Array;
  view: InvoiceView;
  /** Which pages are compared with their picture: all of a sample's, some of a long document's. */
  drawn: 'all' | 'some';
};

export type ReadAnswer = { problems: ProofProblem[] } | { failed: string };
