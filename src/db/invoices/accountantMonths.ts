import { and, desc, eq, sql } from 'drizzle-orm';
import { accountantMonths } from '../schema/documents.ts';
import type { TenantTx } from '../tenancy.ts';

export type SentMonth = { month: string; state: 'queued' | 'sent' | 'retrying' | 'failed'; sentAt: Date | null };

/** The last twelve mails to the shopper's accountant, in the shopper's role. */
export async function monthsSent(tx: TenantTx): Promise<SentMonth[]> {
  const { month, state, sentAt } = accountantMonths;
  return tx.q
    .select({ month, state, sentAt })
    .from(accountantMonths)
    .where(eq(accountantMonths.tenantId, tx.tenantId))
    .orderBy(desc(month))
    .limit(12);
}

/**
 * Writes the mails of a month that is over: to each accountant who was confirmed by its end and of whose shopper there are
 * invoices. A mail that is written already stays as it is. Gives the ids of the new ones.
 */
export async function insertMonths(tx: TenantTx, month: string, timeZone: string): Promise<string[]> {
  const first = `${month}-01`;
  const rows = await tx.q.execute<{ id: string }>(sql`
    insert into accountant_months (tenant_id, accountant_id, month)
    select a.tenant_id, a.id, ${month}::text from accountants a
    where a.tenant_id = ${tx.tenantId}::uuid and a.mode = 'month' and a.stopped_at is null
      and (a.confirmed_at at time zone ${timeZone})::date < (${first}::date + interval '1 month')
      and exists (select from invoices i where i.tenant_id = a.tenant_id and i.shopper_id = a.shopper_id
        and i.issue_date >= ${first}::date and i.issue_date < (${first}::date + interval '1 month'))
    on conflict do nothing
    returning id`);
  return rows.map((row) => row.id);
}

export async function monthById(tx: TenantTx, id: string) {
  const [row] = await tx.q.select().from(accountantMonths).where(one(tx, id));
  return row;
}

/** Counts an attempt before it begins. */
export async function beginMonth(tx: TenantTx, id: string): Promise<number> {
  const [row] = await tx.q
    .update(accountantMonths)
    .set({ attempts: sql`${accountantMonths.attempts} + 1` })
    .where(one(tx, id))
    .returning({ attempts: accountantMonths.attempts });
  return row?.attempts ?? 0;
}

export async function markMonthSent(tx: TenantTx, id: string): Promise<void> {
  await tx.q.update(accountantMonths).set({ state: 'sent', lastError: null, sentAt: sql`now()` }).where(one(tx, id));
}

export async function markMonthFailure(
  tx: TenantTx,
  id: string,
  { reason, final }: { reason: string; final: boolean },
) {
  await tx.q
    .update(accountantMonths)
    .set({ state: final ? 'failed' : 'retrying', lastError: reason })
    .where(one(tx, id));
}

function one(tx: TenantTx, id: string) {
  return and(eq(accountantMonths.tenantId, tx.tenantId), eq(accountantMonths.id, id));
}
