import { sql } from 'drizzle-orm';
import type { TenantTx } from '../tenancy.ts';

/** Locks the shopper's issuing until the transaction ends, so that no two transactions count the same invoices. */
export async function lockShopper(tx: TenantTx, shopperId: string): Promise<void> {
  await tx.q.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.tenantId} ${shopperId}`}, 0))`);
}

/**
 * The shopper's invoices since the last midnight of the zone, and the seconds until the next midnight. `isErased`: the
 * account was erased after the request had come in.
 */
export async function issuedToday(
  tx: TenantTx,
  shopperId: string,
  timeZone: string,
): Promise<{ issued: number; secondsLeft: number; isErased: boolean }> {
  const [row] = await tx.q.execute<{ issued: number; seconds: number; erased: boolean }>(sql`
    select count(i.id)::int as issued,
      exists (select from shoppers s where s.tenant_id = ${tx.tenantId}::uuid and s.id = ${shopperId}::uuid
        and s.erased_at is not null) as erased,
      ceil(extract(epoch from (d.midnight + interval '1 day') at time zone ${timeZone} - now()))::int as seconds
    from (select date_trunc('day', now() at time zone ${timeZone}) as midnight) d
    left join invoices i on i.tenant_id = ${tx.tenantId}::uuid and i.shopper_id = ${shopperId}::uuid
      and i.issued_at >= d.midnight at time zone ${timeZone}
    group by d.midnight`);
  return {
    issued: row?.issued ?? 0,
    secondsLeft: Math.max(1, row?.seconds ?? 1),
    isErased: row?.erased ?? false,
  };
}
