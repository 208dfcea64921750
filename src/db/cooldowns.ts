import { eq, gt, sql } from 'drizzle-orm';
import { chains } from './schema/chains.ts';
import type { PlatformTx, TenantTx } from './tenancy.ts';

/** Starts a cooldown of the chain for this many seconds. */
export async function startCooldown(tx: TenantTx, seconds: number): Promise<void> {
  await tx.q
    .update(chains)
    .set({ cooldownUntil: sql`now() + make_interval(secs => ${seconds})` })
    .where(eq(chains.id, tx.tenantId));
}

/** The ids of all chains in cooldown. */
export async function coolingChains(tx: PlatformTx): Promise<string[]> {
  const rows = await tx.q.select({ id: chains.id }).from(chains).where(gt(chains.cooldownUntil, sql`now()`));
  return rows.map(({ id }) => id);
}
