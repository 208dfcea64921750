import type { OrderWatched } from '../../contract/orders.ts';
import { type MailedOrder, mailedOrderOf, withdraw } from '../../db/mailedOrders.ts';
import { Problem } from '../../domain/problem.ts';
import type { ShopperContext, SiteContext } from '../context.ts';
import { type Download, downloadInvoice } from '../invoices/download.ts';
import { getInvoice } from '../invoices/get.ts';
import { secretHash } from '../passwords/secrets.ts';

/** `waiter` is the secret of the device that sent the order. */
export type Watch = { ctx: SiteContext; input: { id: string; waiter: string } };

/**
 * Whether the order that this device sent was issued, and its document. The press on another device does not sign this
 * one in: whoever asked for the mail may be somebody else than its reader, and reads here only what she put in herself.
 */
export async function watchOrder(call: Watch): Promise<OrderWatched> {
  const order = await orderOf(call);
  const reader = readerOf(call.ctx, order);
  if (!reader) return { state: order.isWithdrawn || order.isPast ? 'ended' : 'waiting' };
  const { id, number, due, document } = await getInvoice(reader);
  return { state: 'issued', invoice: { id, number, due, document } };
}

/** The PDF of the order that was issued, for the device that sent it. */
export async function downloadOrder(call: Watch): Promise<Download> {
  const reader = readerOf(call.ctx, await orderOf(call));
  if (!reader) throw new Problem('not_found');
  return downloadInvoice(reader);
}

/** Ends the links in the mails of this device, because something else is chosen now. */
export async function withdrawOrders({ ctx, input }: Watch): Promise<void> {
  await orderOf({ ctx, input });
  await ctx.app.db.withTenant({ role: 'door', tenantId: ctx.chain.id }, (tx) => withdraw(tx, secretHash(input.waiter)));
}

async function orderOf({ ctx, input }: Watch): Promise<MailedOrder> {
  const waiterSha256 = secretHash(input.waiter);
  const order = await ctx.app.db.withTenant({ role: 'door', tenantId: ctx.chain.id }, (tx) =>
    mailedOrderOf(tx, { id: input.id, waiterSha256 }),
  );
  if (!order) throw new Problem('not_found');
  return order;
}

/** The invoice and its owner, in whose name the one document is read. */
function readerOf(ctx: SiteContext, order: MailedOrder): { ctx: ShopperContext; input: { id: string } } | undefined {
  const { shopperId, invoiceId, email } = order;
  if (shopperId === null || invoiceId === null) return undefined;
  return { ctx: { ...ctx, shopper: { id: shopperId, email } }, input: { id: invoiceId } };
}
