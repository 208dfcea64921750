import { withdrawConsents } from '../../db/people/consents.ts';
import type { ShopperContext } from '../context.ts';
import { readerOf } from '../reader.ts';

/**
 * Ends the shopper's acceptance of electronic invoices. Issued invoices stay; the next press of the button that issues is a
 * new acceptance, because its sentence stands above it. Source: art. 106n.
 */
export async function withdrawConsent({ ctx }: { ctx: ShopperContext }): Promise<void> {
  await ctx.app.db.withTenant(readerOf(ctx), withdrawConsents);
}
