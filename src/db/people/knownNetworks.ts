import { and, eq, gt, lt, sql } from 'drizzle-orm';
import { knownNetworks } from '../schema/people.ts';
import type { TenantTx } from '../tenancy.ts';

const keptFor = sql`interval '30 days'`;

/** Whether a member signed in to the office from this network within 30 days. */
export async function isKnownNetwork(tx: TenantTx, network: string): Promise<boolean> {
  const rows = await tx.q
    .select({ network: knownNetworks.network })
    .from(knownNetworks)
    .where(
      and(
        eq(knownNetworks.tenantId, tx.tenantId),
        eq(knownNetworks.network, network),
        gt(knownNetworks.seenAt, sql`now() - ${keptFor}`),
      ),
    );
  return rows.length > 0;
}

export async function rememberNetwork(tx: TenantTx, network: string): Promise<void> {
  await tx.q
    .insert(knownNetworks)
    .values({ tenantId: tx.tenantId, network })
    .onConflictDoUpdate({
      target: [knownNetworks.tenantId, knownNetworks.network],
      set: { seenAt: sql`now()` },
    });
}

export async function deleteOldNetworks(tx: TenantTx): Promise<void> {
  await tx.q
    .delete(knownNetworks)
    .where(and(eq(knownNetworks.tenantId, tx.tenantId), lt(knownNetworks.seenAt, sql`now() - ${keptFor}`)));
}
