import type { InvoiceOut, IssueIn } from '../../../../src/contract/invoices.ts';
import type { FindReceipt, FoundReceipt } from '../../../../src/contract/receipts.ts';
import { readReceiptCode } from '../../../../src/domain/receipts/receiptCode.ts';
import { ApiProblem } from '../shared/api.ts';
import { findReceipt, issueInvoice } from '../shared/calls.ts';
import type { Session } from '../shared/session.svelte.ts';
import type { Draft } from './draft.svelte.ts';
import type { Attempt } from './draftStore.ts';

/** Sends an order. When lines went to another invoice meanwhile, the draft then shows what is left. Throws ApiProblem. */
export async function sendOrder(draft: Draft, { body, key }: Attempt): Promise<InvoiceOut> {
  try {
    return await issueInvoice(JSON.parse(body) as IssueIn, key);
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.code.startsWith('line.')) await refreshDraft(draft);
    throw problem;
  }
}

/**
 * The session ended before the order arrived. The address stays in the form, so that one code leads back to the same press:
 * the order keeps its idempotency key.
 */
export function sessionEnded(draft: Draft, session: Session): void {
  if (session.me) draft.fill({ email: session.me.email });
  session.endedIssuing();
}

/**
 * Reads the selected receipts again. True when a selected part is no longer available. Without a connection nothing
 * changes.
 */
export async function refreshDraft(draft: Draft): Promise<boolean> {
  const answers = await Promise.all(
    draft.receipts.map((receipt) => findReceipt(questionFor(receipt)).catch((problem: unknown) => unlessBug(problem))),
  );
  const changes = answers.map((receipt) => receipt !== undefined && draft.refresh(receipt));
  return changes.includes(true);
}

/** The server finds a legacy code only with its receipt's total and date. */
function questionFor(receipt: FoundReceipt): FindReceipt {
  const own = readReceiptCode(receipt.code).kind === 'code';
  return own ? { code: receipt.code } : { code: receipt.code, total: receipt.total, date: receipt.saleDate };
}

function unlessBug(problem: unknown): undefined {
  if (!(problem instanceof ApiProblem)) throw problem;
}
