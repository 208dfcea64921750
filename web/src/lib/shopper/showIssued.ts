import { goto, preloadCode } from '$app/navigation';
import type { InvoiceOut } from '../../../../src/contract/invoices.ts';
import type { Draft } from './draft.svelte.ts';

/** Navigates from the last step of the order to the invoice; from then on Back shows that the invoice is issued. */
export async function showIssued(draft: Draft, invoice: InvoiceOut): Promise<void> {
  const path = `/invoices/${invoice.id}`;
  // Clearing the draft empties the current step. With the next page already loaded, the empty step is visible for one
  // frame at most. When loading fails, goto() reports the error.
  await preloadCode('/(shopper)/invoices/[id]').catch(() => undefined);
  draft.clear(invoice);
  await goto(path, { replaceState: true });
}
