import { deleteSavedBuyer } from '../../db/people/shoppers.ts';
import { Problem } from '../../domain/problem.ts';
import type { ShopperContext } from '../context.ts';

/** Deletes a buyer from the shopper's list. Issued invoices are unchanged. */
export async function deleteBuyer({ ctx, input }: { ctx: ShopperContext; input: { id: string } }): Promise<void> {
  const actor = { role: 'shopper', tenantId: ctx.chain.id, shopperId: ctx.shopper.id } as const;
  if (!(await ctx.app.db.withTenant(actor, (tx) => deleteSavedBuyer(tx, input.id)))) throw new Problem('not_found');
}
