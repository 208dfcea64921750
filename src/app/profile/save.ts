import type { ProfileIn } from '../../contract/profile.ts';
import { saveShopper } from '../../db/people/profiles.ts';
import type { ShopperContext } from '../context.ts';
import { readerOf } from '../reader.ts';

/** Her name, for the forms that ask for one, and the language of her mails and invoices from now on. */
export async function saveProfile({ ctx, input }: { ctx: ShopperContext; input: ProfileIn }): Promise<void> {
  const { name = null, language = null } = input;
  await ctx.app.db.withTenant(readerOf(ctx), (tx) => saveShopper(tx, { name: name?.trim() ?? null, language }));
}
