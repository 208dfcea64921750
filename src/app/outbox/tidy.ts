import { everyChainId } from '../../db/chains/chains.ts';
import { platformTenant } from '../../db/tenancy.ts';
import type { App } from '../context.ts';
import { retention } from './retention.ts';

/** Deletes expired rows, of the platform and of every chain. */
export async function tidy({ app }: { app: App }): Promise<void> {
  const chains = await app.db.withPlatform('door', everyChainId);
  for (const tenantId of [platformTenant, ...chains]) {
    await app.db.withTenant({ role: 'door', tenantId }, (tx) => Promise.all(retention.map((drop) => drop(tx))));
  }
}
