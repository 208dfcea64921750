import type { BuyerIn } from '../../contract/invoices.ts';
import type { SavedBuyer } from '../../contract/sessions.ts';
import {
  type BuyerRow,
  deleteSavedBuyers,
  addBuyer as insertBuyer,
  listBuyers,
  changeBuyer as updateBuyer,
} from '../../db/people/shoppers.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { buyerKey } from '../../domain/invoices/sameBuyer.ts';
import { Problem } from '../../domain/problem.ts';
import type { ShopperContext } from '../context.ts';
import { readerOf } from '../reader.ts';

/** Saves a buyer, also one that was taken off the list a moment ago. */
export async function addBuyer({ ctx, input }: { ctx: ShopperContext; input: BuyerIn }): Promise<SavedBuyer> {
  const buyer = { shopperId: ctx.shopper.id, ...rowOf(ctx, input) };
  return savedBuyer(await ctx.app.db.withTenant(readerOf(ctx), (tx) => insertBuyer(tx, buyer)));
}

type Change = { ctx: ShopperContext; input: { id: string; buyer: BuyerIn } };

/** Corrects a saved buyer. Invoices keep the buyer as he was. */
export async function changeBuyer({ ctx, input }: Change): Promise<SavedBuyer> {
  const buyer = rowOf(ctx, input.buyer);
  const row = await ctx.app.db.withTenant(readerOf(ctx), (tx) => updateBuyer(tx, input.id, buyer));
  if (!row) throw new Problem('not_found');
  return savedBuyer(row);
}

/** Keeps this one of the buyers that are the same, with the address of another where it has none. Gives the list. */
export async function mergeBuyers({
  ctx,
  input,
}: {
  ctx: ShopperContext;
  input: { id: string };
}): Promise<SavedBuyer[]> {
  const rows = await ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    const all = await listBuyers(tx);
    const kept = all.find((buyer) => buyer.id === input.id);
    if (!kept) throw new Problem('not_found');
    const key = keyOf(kept);
    const others = all.filter((buyer) => buyer.id !== kept.id && keyOf(buyer) === key);
    await deleteSavedBuyers(
      tx,
      others.map((buyer) => buyer.id),
    );
    const address = kept.address ?? others.find((buyer) => buyer.address !== null)?.address ?? null;
    await updateBuyer(tx, kept.id, { ...kept, address });
    return listBuyers(tx);
  });
  return rows.map(savedBuyer);
}

export function savedBuyer({ nip, address, ...buyer }: BuyerRow): SavedBuyer {
  return { ...buyer, ...(nip === null ? {} : { nip }), ...(address === null ? {} : { address }) };
}

function keyOf(row: BuyerRow): string {
  return buyerKey(savedBuyer(row));
}

function rowOf(ctx: ShopperContext, buyer: BuyerIn): Omit<BuyerRow, 'id'> {
  const nip = buyer.kind === 'company' ? buyer.nip : null;
  if (nip !== null && !countryOf(ctx.chain.country).taxId.isValid(nip))
    throw new Problem('buyer.nip_invalid', {}, [{ pointer: '/nip', code: 'buyer.nip_invalid' }]);
  return { kind: buyer.kind, nip, name: buyer.name, address: buyer.address ?? null };
}
