import { goto, preloadCode } from '$app/navigation';
import type { InvoiceOut } from '../../../../src/contract/invoices.ts';
import type { Draft } from './draft.svelte.ts';

/** Navigates from the last step of the order to the invoice; from then on Back shows that the invoice is issued. */
export async function showIssued(draft: Draft, invoice: InvoiceOut): Promise<void> {
  const path = `/invoices/${invoice.id}`;
  // The step that empties the draft is seen for a frame only when the next page is loaded. Without a connection goto says so.
  await preloadCode('/(shopper)/invoices/[id]').catch(() => undefined);
  draft.clear(invoice);
  await goto(path, { replaceState: true });
}
