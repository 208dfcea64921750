import { coolingChains, startCooldown } from '../../db/cooldowns.ts';
import type { App } from '../context.ts';

/** A print of the chain exceeded a limit: for ten minutes all workers print the chain's documents in the slow lane. */
export const cooldownSeconds = 600;

export async function coolDown({ app, input }: { app: App; input: { tenantId: string } }): Promise<void> {
  await app.db.withTenant({ role: 'worker', tenantId: input.tenantId }, (tx) => startCooldown(tx, cooldownSeconds));
}

/** The ids of all chains in cooldown. */
export async function chainsCoolingDown({ app }: { app: App }): Promise<string[]> {
  return app.db.withPlatform('sweeper', coolingChains);
}
