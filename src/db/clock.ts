import { sql } from 'drizzle-orm';
import type { TenantTx } from './tenancy.ts';

/** The calendar day in a zone by the database's clock, which decides deadlines and issue dates. */
export async function today(tx: TenantTx, timeZone: string): Promise<string> {
  const [row] = await tx.q.execute<{ day: string }>(sql`select (now() at time zone ${timeZone})::date::text as day`);
  if (!row) throw new Error('the clock gave nothing');
  return row.day;
}
