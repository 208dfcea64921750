import { sql } from 'drizzle-orm';
import type { TenantTx } from '../tenancy.ts';

/** The next number of a series in a period. The row stays locked until the transaction ends, so no number is skipped. */
export async function nextNumber(tx: TenantTx, series: string, period: string): Promise<number> {
  const [row] = await tx.q.execute<{ n: number }>(sql`
    insert into number_counters as c (tenant_id, series, period, last_n) values (${tx.tenantId}, ${series}, ${period}, 1)
    on conflict (tenant_id, series, period) do update set last_n = c.last_n + 1
    returning last_n as n`);
  if (!row) throw new Error('the counter returned no row');
  return row.n;
}
