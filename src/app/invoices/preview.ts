import type { PreviewIn, PreviewOut } from '../../contract/invoices.ts';
import { ownChain } from '../../db/chains/chains.ts';
import { today } from '../../db/clock.ts';
import { countLines, type OpenReceipt, openReceipts } from '../../db/receipts/receipts.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import type { SelectionTotals } from '../../domain/invoices/selection.ts';
import { inLane } from '../budgets/lanes.ts';
import type { ShopperContext, SiteContext } from '../context.ts';
import { isShopper } from '../reader.ts';
import { totalsOut } from './represent.ts';
import { assertBuyer, assertFewToday, receiptIdsOf, selectFrom } from './select.ts';
import { chargeLines, isLong } from './selectionWork.ts';

const mostWaiting = 20;

type ShopperActor = { role: 'shopper'; tenantId: string; shopperId?: string };

export type Previewed = { receipts: OpenReceipt[]; selected: SelectionTotals };
export type Preview = { ctx: SiteContext | ShopperContext; input: PreviewIn };

/**
 * The exact totals of an invoice for this selection now; nothing is taken. Knowing a receipt's id proves that it was
 * found. Refuses what issuing refuses, including a signed-in shopper's daily limit; throws rate.limited for too many long
 * selections.
 */
export async function previewInvoice(call: Preview): Promise<PreviewOut> {
  return totalsOut((await previewSelection(call)).selected);
}

/** As previewInvoice, with the receipts that the selection names. */
export async function previewSelection({ ctx, input }: Preview): Promise<Previewed> {
  const ids = receiptIdsOf(input.lines);
  const shopperId = isShopper(ctx) ? ctx.shopper.id : undefined;
  const reader: ShopperActor = {
    role: 'shopper',
    tenantId: ctx.chain.id,
    ...(shopperId === undefined ? {} : { shopperId }),
  };
  const size = input.lines.length + (await ctx.app.db.withTenant(reader, (tx) => countLines(tx, ids)));
  chargeLines(ctx, size);
  const computed = () => compute(reader, ids, { ctx, input });
  // Database connections are few, so long selections of a chain share one.
  return isLong(size) ? inLane(`lines:${ctx.chain.id}`, mostWaiting, computed) : computed();
}

function compute(reader: ShopperActor, ids: readonly string[], { ctx, input }: Preview): Promise<Previewed> {
  const { shopperId } = reader;
  return ctx.app.db.withTenant(reader, async (tx) => {
    const { timeZone } = countryOf(ctx.chain.country);
    const [receipts, chain, day] = await Promise.all([openReceipts(tx, ids), ownChain(tx), today(tx, timeZone)]);
    const selected = selectFrom(chain, receipts, input.lines);
    if (input.buyer) assertBuyer(chain, receipts, input.buyer, day);
    if (shopperId !== undefined) await assertFewToday(tx, chain, shopperId);
    return { receipts, selected };
  });
}
