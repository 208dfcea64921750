import { dropOtherSessions, dropOwnSession } from '../../db/people/profiles.ts';
import { Problem } from '../../domain/problem.ts';
import type { ShopperContext } from '../context.ts';
import { readerOf } from '../reader.ts';

/** Signs the shopper out where this session is. */
export async function endOwnSession({ ctx, input }: { ctx: ShopperContext; input: { id: string } }): Promise<void> {
  if (!(await ctx.app.db.withTenant(readerOf(ctx), (tx) => dropOwnSession(tx, input.id))))
    throw new Problem('not_found');
}

/** Signs the shopper out everywhere but here. */
export async function endOtherSessions(call: { ctx: ShopperContext; input: { sessionId: string } }): Promise<void> {
  const { ctx, input } = call;
  await ctx.app.db.withTenant(readerOf(ctx), (tx) => dropOtherSessions(tx, input.sessionId));
}
