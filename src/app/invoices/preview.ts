import type { PreviewIn, PreviewOut } from '../../contract/invoices.ts';
import { ownChain } from '../../db/chains.ts';
import { today } from '../../db/invoices.ts';
import { openReceipts } from '../../db/receipts.ts';
import { chainTimeZone, type SiteContext } from '../context.ts';
import { totalsOut } from './represent.ts';
import { assertBuyer, receiptIdsOf, selectFrom } from './select.ts';

/** The exact totals an invoice for this selection would have now; nothing is taken. Receipt ids prove the find. */
export async function previewInvoice({ ctx, input }: { ctx: SiteContext; input: PreviewIn }): Promise<PreviewOut> {
  const ids = receiptIdsOf(input.lines);
  return ctx.app.db.withTenant({ role: 'shopper', tenantId: ctx.chain.id }, async (tx) => {
    const [receipts, chain, day] = await Promise.all([openReceipts(tx, ids), ownChain(tx), today(tx, chainTimeZone)]);
    const selected = selectFrom(chain, receipts, input.lines);
    if (input.buyer) assertBuyer(chain, receipts, input.buyer, day);
    return totalsOut(selected);
  });
}
