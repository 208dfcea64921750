import type { PasskeyOut } from '../../contract/passkeys.ts';
import { deletePasskey, listPasskeys, type Passkey } from '../../db/people/passkeys.ts';
import { Problem } from '../../domain/problem.ts';
import type { ShopperContext } from '../context.ts';

export async function ownPasskeys({ ctx }: { ctx: ShopperContext }): Promise<{ items: PasskeyOut[] }> {
  const rows = await ctx.app.db.withTenant(actorOf(ctx), listPasskeys);
  return { items: rows.map(passkeyOut) };
}

/** From now on the device signs in with the mail's code again. */
export async function forgetPasskey({ ctx, input }: { ctx: ShopperContext; input: { id: string } }): Promise<void> {
  if (!(await ctx.app.db.withTenant(actorOf(ctx), (tx) => deletePasskey(tx, input.id)))) throw new Problem('not_found');
}

export function passkeyOut({ id, name, createdAt, lastUsedAt }: Passkey): PasskeyOut {
  return { id, name, createdAt: createdAt.toISOString(), ...(lastUsedAt && { lastUsedAt: lastUsedAt.toISOString() }) };
}

function actorOf({ chain, shopper }: ShopperContext) {
  return { role: 'shopper', tenantId: chain.id, shopperId: shopper.id } as const;
}
