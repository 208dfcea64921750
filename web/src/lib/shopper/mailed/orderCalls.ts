import type { OrderLookedAt, OrderPressed, OrderWatched } from '../../../../../src/contract/orders.ts';
import { fetchBytes, send } from '../../shared/api.ts';

/** Calls about an order that waits for the button in a mail. All throw ApiProblem. */

/** What the link would issue; changes nothing. */
export function lookAtOrder(token: string): Promise<OrderLookedAt> {
  return send('/orders/look', { method: 'POST', body: { token } });
}

/** Signs in and issues. The same key again repeats the first press. */
export function pressOrder(token: string, idempotencyKey: string): Promise<OrderPressed> {
  return send('/orders/press', { method: 'POST', body: { token }, idempotencyKey, timeoutMs: 30_000 });
}

export function watchOrder(id: string): Promise<OrderWatched> {
  return send(`/orders/${encodeURIComponent(id)}`);
}

/** Ends the button in the mail, as something else is chosen now. */
export function withdrawOrder(id: string): Promise<void> {
  return send(`/orders/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

export function orderPdf(id: string): Promise<Blob> {
  return fetchBytes(`/orders/${encodeURIComponent(id)}/pdf`);
}

/** Where the browser itself opens or saves the PDF. */
export function orderPdfAddress(id: string): string {
  return `/api/v1/orders/${encodeURIComponent(id)}/pdf`;
}
