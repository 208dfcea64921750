import { sql } from 'drizzle-orm';
import type { TenantTx } from '../tenancy.ts';

/** A number of units in a window of time; windows begin at whole multiples of their length. */
export type Budget = { subject: string; limit: number; windowSeconds: number };

/** The units left, and the seconds until the window ends. */
export type Balance = { left: number; resetsInSeconds: number };

/** One unit taken from a budget, and the start of its window (seconds since 1970). */
export type Taken = { subject: string; windowStart: number };

/** The units taken, and the seconds until the first used-up budget has units again. */
export type Spending = { taken: Taken[]; refusedForSeconds?: number };

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

/**
 * Takes one unit of each budget. When one of them is used up, takes nothing: a refused request writes no rows, however
 * many names it invents. In a race, units are taken in order up to the first budget that is used up, and later budgets
 * stay unchanged. Every caller lists its own budgets before shared ones, so transactions lock rows in one order and
 * cannot deadlock.
 */
export async function spend(tx: TenantTx, budgets: readonly Budget[]): Promise<Spending> {
  const usedUp = (await balanceOf(tx, budgets)).find((balance) => balance.left < 1);
  if (usedUp) return { taken: [], refusedForSeconds: usedUp.resetsInSeconds };
  const taken: Taken[] = [];
  for (const budget of budgets) {
    const { isTaken, windowStart, resets } = await take(tx, budget);
    if (!isTaken) return { taken, refusedForSeconds: resets };
    taken.push({ subject: budget.subject, windowStart });
  }
  return { taken };
}

type Take = { isTaken: boolean; windowStart: number; resets: number };

async function take(tx: TenantTx, { subject, limit, windowSeconds }: Budget): Promise<Take> {
  const [row] = await tx.q.execute<Take>(sql`
    with w as (
      select to_timestamp(floor(extract(epoch from now()) / ${windowSeconds}::int) * ${windowSeconds}::int) as start,
        ceil(${windowSeconds}::int - mod(extract(epoch from now()), ${windowSeconds}::int))::int as resets
    ), taken as (
      insert into budgets as b (tenant_id, subject, window_start, spent)
      select ${tx.tenantId}::uuid, ${subject}::text, w.start, 1 from w
      on conflict (tenant_id, subject, window_start) do update set spent = b.spent + 1 where b.spent < ${limit}::int
      returning 1
    )
    select exists (select from taken) as "isTaken", extract(epoch from w.start)::float8 as "windowStart", w.resets from w`);
  if (!row) throw new Error('a budget without a window');
  return row;
}

/** Returns units to the windows that they were taken from. */
export async function giveBack(tx: TenantTx, taken: readonly Taken[]): Promise<void> {
  for (const { subject, windowStart } of taken) {
    await tx.q.execute(sql`
      update budgets set spent = spent - 1
      where tenant_id = ${tx.tenantId}::uuid and subject = ${subject}::text
        and window_start = to_timestamp(${windowStart}::float8) and spent > 0`);
  }
}

/** Deletes windows that ended long ago. */
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
