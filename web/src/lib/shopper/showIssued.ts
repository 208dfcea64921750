import { goto, preloadCode } from '$app/navigation';
import type { Draft } from './draft.svelte.ts';
import type { IssuedInvoice } from './draftStore.ts';

/**
 * Goes from the last step of the order to the invoice; from here on Back shows that the invoice is issued. With `orderId`
 * the invoice was issued by another device, and this one shows the document of its order.
 */
export async function showIssued(draft: Draft, invoice: IssuedInvoice, orderId?: string): Promise<void> {
  const [route, path] =
    orderId === undefined
      ? (['/(shopper)/invoices/[id]', `/invoices/${invoice.id}`] as const)
      : (['/(shopper)/issued/[id]', `/issued/${orderId}`] as const);
  // Clearing the draft empties the current step. With the next page already loaded, the empty step is visible for one
  // frame at most. When loading fails, goto() reports the error.
  await preloadCode(route).catch(() => undefined);
  draft.clear(invoice);
  await goto(path, { replaceState: true });
}
