import { forget, keep, recall } from '../shared/device.ts';
import type { Gathered } from './gathering.ts';

/** What the shopper typed about the buyer; it leaves the device only when the invoice is issued. */
export type BuyerForm = {
  personName: string;
  personAddress: string;
  companyName: string;
  companyAddress: string;
  email: string;
};

/** An order that was sent: the same body keeps the same key, so a retry after a lost connection gets the same invoice. */
export type Attempt = { key: string; body: string };

export type StoredDraft = {
  version: 1;
  gathered: Gathered[];
  /** Selections put aside by opening another receipt, newest first. */
  earlier: Gathered[][];
  form: BuyerForm;
  attempt?: Attempt;
  /** The attempt was sent and its answer has not come: it is sent again before anything else. */
  waiting?: true;
  /** The last issued invoice, until the next receipt is opened. */
  issued?: IssuedInvoice;
};

export type IssuedInvoice = { id: string; number: string };

/** Where the draft is on this device. */
export const draftName = 'efk.draft';

export const emptyForm: BuyerForm = {
  personName: '',
  personAddress: '',
  companyName: '',
  companyAddress: '',
  email: '',
};

export function emptyDraft(): StoredDraft {
  return { version: 1, gathered: [], earlier: [], form: emptyForm };
}

/** The stored draft, or an empty one when the storage is broken or of an older version. */
export function loadDraft(): StoredDraft {
  const stored = recall(draftName);
  if (!stored) return emptyDraft();
  try {
    const draft = JSON.parse(stored) as StoredDraft;
    return draft.version === 1 && Array.isArray(draft.gathered) ? draft : emptyDraft();
  } catch {
    return emptyDraft();
  }
}

export function saveDraft(draft: StoredDraft): void {
  const blank = draft.gathered.length === 0 && draft.earlier.length === 0;
  if (blank && !draft.issued && JSON.stringify(draft.form) === JSON.stringify(emptyForm)) return forget(draftName);
  keep(draftName, JSON.stringify(draft));
}

/** The attempt for this order: the stored one for exactly the same order, else a new one. */
export function attemptFor(body: string, before: Attempt | undefined, newKey: () => string): Attempt {
  return before?.body === body ? before : { key: newKey(), body };
}
