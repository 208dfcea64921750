import type { PreviewIn, PreviewOut } from '../../contract/invoices.ts';
import { ownChain } from '../../db/chains.ts';
import { today } from '../../db/invoices.ts';
import { openReceipts } from '../../db/receipts.ts';
import { chainTimeZone, type ShopperContext, type SiteContext } from '../context.ts';
import { totalsOut } from './represent.ts';
import { assertBuyer, assertFewToday, receiptIdsOf, selectFrom } from './select.ts';

export type Preview = { ctx: SiteContext | ShopperContext; input: PreviewIn };

/**
 * The exact totals an invoice for this selection would have now; nothing is taken. Receipt ids prove the find. Refuses
 * what issuing refuses, the limit of a signed-in shopper's day included.
 */
export async function previewInvoice({ ctx, input }: Preview): Promise<PreviewOut> {
  const ids = receiptIdsOf(input.lines);
  const shopperId = 'shopper' in ctx ? ctx.shopper.id : undefined;
  const reader = {
    role: 'shopper',
    tenantId: ctx.chain.id,
    ...(shopperId === undefined ? {} : { shopperId }),
  } as const;
  return ctx.app.db.withTenant(reader, async (tx) => {
    const [receipts, chain, day] = await Promise.all([openReceipts(tx, ids), ownChain(tx), today(tx, chainTimeZone)]);
    const selected = selectFrom(chain, receipts, input.lines);
    if (input.buyer) assertBuyer(chain, receipts, input.buyer, day);
    if (shopperId !== undefined) await assertFewToday(tx, chain, shopperId);
    return totalsOut(selected);
  });
}
