import { eq, sql } from 'drizzle-orm';
import type { KsefPauseReason } from '../../domain/chains/ksefPause.ts';
import { chains } from '../schema/chains.ts';
import type { TenantTx } from '../tenancy.ts';

/** A time in which no worker sends the chain's invoices to KSeF. */
export type KsefPause = { reason: KsefPauseReason; since: Date; until: Date };

/** The chain's pause that has not ended. One that has ended counts until an answer of KSeF deletes it. */
export async function ksefPauseOf(tx: TenantTx): Promise<KsefPause | undefined> {
  const [row] = await tx.q
    .select({ reason: chains.ksefPause, since: chains.ksefPausedSince, until: chains.ksefPausedUntil })
    .from(chains)
    .where(sql`${chains.id} = ${tx.tenantId} and ${chains.ksefPausedUntil} > now()`);
  return row?.reason && row.since && row.until ? { reason: row.reason, since: row.since, until: row.until } : undefined;
}

/**
 * Begins a pause, or a longer one where the last pause has ended: 30 s, 60 s and so on up to 15 minutes, or as long as KSeF
 * said. Attempts that fail in the same outage lengthen it once.
 */
export async function pauseKsef(
  tx: TenantTx,
  { reason, seconds }: { reason: KsefPauseReason; seconds: number | undefined },
): Promise<void> {
  const isNext = sql`(${chains.ksefPausedUntil} is null or ${chains.ksefPausedUntil} <= now())`;
  const grown = sql`least(900, 30 * 2 ^ least(10, ${chains.ksefPauses} + case when ${isNext} then 0 else -1 end))`;
  await tx.q
    .update(chains)
    .set({
      ksefPause: reason,
      ksefPauses: sql`${chains.ksefPauses} + case when ${isNext} then 1 else 0 end`,
      ksefPausedSince: sql`coalesce(${chains.ksefPausedSince}, now())`,
      ksefPausedUntil: sql`greatest(${chains.ksefPausedUntil}, now() + make_interval(secs => ${seconds ?? grown}))`,
    })
    .where(eq(chains.id, tx.tenantId));
}

/** KSeF answered: the next pause is a short one again. */
export async function endKsefPause(tx: TenantTx): Promise<void> {
  await tx.q
    .update(chains)
    .set({ ksefPause: null, ksefPauses: 0, ksefPausedSince: null, ksefPausedUntil: null })
    .where(sql`${chains.id} = ${tx.tenantId} and ${chains.ksefPauses} > 0`);
}
