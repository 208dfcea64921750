import { sql } from 'drizzle-orm';
import type { TenantTx } from './tenancy.ts';

/** So many of something in a window; windows begin at whole multiples of their length. */
export type Budget = { subject: string; limit: number; windowSeconds: number };

/** What is left of it, and the seconds until the window ends. */
export type Balance = { left: number; resetsInSeconds: number };

export async function balanceOf(tx: TenantTx, budgets: readonly Budget[]): Promise<Balance[]> {
  const rows = await tx.q.execute<{ spent: number; resets: number }>(sql`
    select coalesce(b.spent, 0) as spent,
      ceil(r.window_seconds - mod(extract(epoch from now()), r.window_seconds))::int as resets
    from jsonb_to_recordset(${asRows(budgets)}::jsonb) as r (n integer, subject text, window_seconds integer)
    left join budgets b on b.tenant_id = ${tx.tenantId}::uuid and b.subject = r.subject
      and b.window_start = to_timestamp(floor(extract(epoch from now()) / r.window_seconds) * r.window_seconds)
    order by r.n`);
  return rows.map((row, index) => ({ left: (budgets[index]?.limit ?? 0) - row.spent, resetsInSeconds: row.resets }));
}

/** Spends one of each and says what is left; below zero it was already gone. */
export async function spend(tx: TenantTx, budgets: readonly Budget[]): Promise<Balance[]> {
  const rows = await tx.q.execute<{ subject: string; spent: number; elapsed: number }>(sql`
    insert into budgets as b (tenant_id, subject, window_start, spent)
    select ${tx.tenantId}::uuid, r.subject, to_timestamp(floor(extract(epoch from now()) / r.window_seconds) * r.window_seconds), 1
    from jsonb_to_recordset(${asRows(budgets)}::jsonb) as r (subject text, window_seconds integer)
    order by r.subject
    on conflict (tenant_id, subject, window_start) do update set spent = b.spent + 1
    returning b.subject, b.spent, extract(epoch from now() - b.window_start)::int as elapsed`);
  const spent = new Map(rows.map((row) => [row.subject, row]));
  return budgets.map(({ subject, limit, windowSeconds }) => ({
    left: limit - (spent.get(subject)?.spent ?? 0),
    resetsInSeconds: Math.max(1, windowSeconds - (spent.get(subject)?.elapsed ?? 0)),
  }));
}

/** Gives one of each back: what was spent in advance turned out to cost nothing. */
export async function giveBack(tx: TenantTx, budgets: readonly Budget[]): Promise<void> {
  await tx.q.execute(sql`
    update budgets b set spent = b.spent - 1
    from (
      select b.tenant_id, b.subject, b.window_start
      from jsonb_to_recordset(${asRows(budgets)}::jsonb) as r (subject text, window_seconds integer)
      join budgets b on b.tenant_id = ${tx.tenantId}::uuid and b.subject = r.subject
        and b.window_start = to_timestamp(floor(extract(epoch from now()) / r.window_seconds) * r.window_seconds)
      where b.spent > 0
      order by b.subject
      for update of b
    ) as spent_now
    where b.tenant_id = spent_now.tenant_id and b.subject = spent_now.subject and b.window_start = spent_now.window_start`);
}

/** Windows long past. */
export async function dropOldBudgets(tx: TenantTx): Promise<void> {
  await tx.q.execute(
    sql`delete from budgets where tenant_id = ${tx.tenantId}::uuid and window_start < now() - interval '2 days'`,
  );
}

function asRows(budgets: readonly Budget[]): string {
  return JSON.stringify(
    budgets.map(({ subject, windowSeconds }, n) => ({ n, subject, window_seconds: windowSeconds })),
  );
}
