import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { Task } from '../domain/task.ts';
import { outbox } from './schema.ts';
import type { PlatformTx, TenantTx } from './tenancy.ts';

// Work is enqueued right after the commit; the sweeper leaves it this long before it looks itself.
const graceSeconds = 3;

/** Writes what is owed, in the transaction that makes it owed. Owed already: stays as it is. */
export async function owe(tx: TenantTx, task: Task, subjectIds: readonly string[]): Promise<void> {
  if (!subjectIds.length) return;
  await tx.q
    .insert(outbox)
    .values(
      subjectIds.map((subjectId) => ({
        tenantId: tx.tenantId,
        task,
        subjectId,
        dueAt: sql`now() + make_interval(secs => ${graceSeconds})`,
      })),
    )
    .onConflictDoNothing();
}

/** Deletes what is done, in the transaction that writes its result. */
export async function settle(tx: TenantTx, task: Task, subjectId: string): Promise<void> {
  await tx.q.delete(outbox).where(one(tx, task, subjectId));
}

/** Puts it off; the sweeper hands it out again then. */
export async function postpone(tx: TenantTx, task: Task, subjectId: string, seconds: number): Promise<void> {
  await tx.q
    .update(outbox)
    .set({ dueAt: sql`now() + make_interval(secs => ${seconds})` })
    .where(one(tx, task, subjectId));
}

/** False when nothing is owed (any more): the job came twice. */
export async function isOwed(tx: TenantTx, task: Task, subjectId: string): Promise<boolean> {
  const rows = await tx.q
    .select({ subjectId: outbox.subjectId })
    .from(outbox)
    .where(one(tx, task, subjectId));
  return rows.length === 1;
}

/**
 * What is due, ids only: the oldest of every chain first, then the second oldest of every chain, and so on. A chain with
 * thousands due leaves room for the others.
 */
export async function dueEntries(
  tx: PlatformTx,
  limit: number,
): Promise<{ tenantId: string; task: Task; subjectId: string }[]> {
  const ranked = tx.q
    .select({
      tenantId: outbox.tenantId,
      task: outbox.task,
      subjectId: outbox.subjectId,
      dueAt: outbox.dueAt,
      place: sql<number>`row_number() over (partition by ${outbox.tenantId} order by ${outbox.dueAt})`.as('place'),
    })
    .from(outbox)
    .where(lte(outbox.dueAt, sql`now()`))
    .as('ranked');
  return tx.q
    .select({ tenantId: ranked.tenantId, task: ranked.task, subjectId: ranked.subjectId })
    .from(ranked)
    .orderBy(asc(ranked.place), asc(ranked.dueAt))
    .limit(limit);
}

function one(tx: TenantTx, task: Task, subjectId: string) {
  return and(eq(outbox.tenantId, tx.tenantId), eq(outbox.task, task), eq(outbox.subjectId, subjectId));
}
