import { and, asc, eq, sql } from 'drizzle-orm';
import type { Channel } from '../../domain/invoices/channel.ts';
import { destinations } from '../schema/chains.ts';
import type { TenantTx } from '../tenancy.ts';

export type Destination = { id: string; channel: Channel; address: string };

/** The chain's destinations in use, oldest first. */
export async function enabledDestinations(tx: TenantTx): Promise<Destination[]> {
  return tx.q
    .select({ id: destinations.id, channel: destinations.channel, address: destinations.address })
    .from(destinations)
    .where(and(eq(destinations.tenantId, tx.tenantId), destinations.enabled))
    .orderBy(asc(destinations.createdAt), asc(destinations.id));
}

export async function insertDestination(tx: TenantTx, { channel, address }: Omit<Destination, 'id'>): Promise<void> {
  await tx.q.execute(
    sql`insert into destinations (tenant_id, channel, address) values (${tx.tenantId}, ${channel}, ${address})`,
  );
}
