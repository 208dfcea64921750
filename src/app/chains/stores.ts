import type { Page } from '../../contract/common.ts';
import type { StoreOut } from '../../contract/sessions.ts';
import { listStores } from '../../db/chains/stores.ts';
import type { OfficeContext } from '../context.ts';
import { readerOf } from '../reader.ts';

/** The stores that this member may see. */
export async function ownStores({ ctx }: { ctx: OfficeContext }): Promise<Page<StoreOut>> {
  const stores = await ctx.app.db.withTenant(readerOf(ctx), listStores);
  return { items: stores.map(({ code, name, address }) => ({ code, name, address })) };
}
