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
  // The step that empties the draft is seen for a frame only when the next page is loaded. Without a connection goto says so.
  await preloadCode(route).catch(() => undefined);
  draft.clear(invoice);
  await goto(path, { replaceState: true });
}
