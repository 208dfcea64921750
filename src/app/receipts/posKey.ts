import { findPosKey } from '../../db/chains/posKeys.ts';
import { Problem } from '../../domain/problem.ts';
import type { SiteContext } from '../context.ts';
import { secretHash } from '../passwords/secrets.ts';

/** Authenticates a till and returns the id of its key, which must belong to this chain. */
export async function assertPosKey({ ctx, input }: { ctx: SiteContext; input: { key: string } }): Promise<string> {
  const id = await ctx.app.db.withTenant({ role: 'door', tenantId: ctx.chain.id }, (tx) =>
    findPosKey(tx, secretHash(input.key)),
  );
  if (!id) throw new Problem('pos_key.refused');
  return id;
}
