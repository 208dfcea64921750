import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { Task } from '../domain/task.ts';
import { outbox } from './schema/outbox.ts';
import type { PlatformTx, TenantTx } from './tenancy.ts';

export type OutboxEntry = { tenantId: string; task: Task; subjectId: string };

const columns = { tenantId: outbox.tenantId, task: outbox.task, subjectId: outbox.subjectId };

/** Inserts an entry, in the transaction that makes the work necessary. An existing entry is kept unchanged. */
export async function enqueue(tx: TenantTx, task: Task, subjectIds: readonly string[]): Promise<void> {
  if (!subjectIds.length) return;
  await tx.q
    .insert(outbox)
    .values(subjectIds.map((subjectId) => ({ tenantId: tx.tenantId, task, subjectId })))
    .onConflictDoNothing();
}

/** Deletes the entry, in the transaction that writes the result. */
export async function complete(tx: TenantTx, task: Task, subjectId: string): Promise<void> {
  await tx.q.delete(outbox).where(one(tx, task, subjectId));
}

/** Makes the entry due in this many seconds. False when the entry no longer exists, because its work is complete. */
export async function postpone(tx: TenantTx, task: Task, subjectId: string, seconds: number): Promise<boolean> {
  const rows = await tx.q
    .update(outbox)
    .set({ dueAt: sql`now() + make_interval(secs => ${seconds})` })
    .where(one(tx, task, subjectId))
    .returning({ subjectId: outbox.subjectId });
  return rows.length === 1;
}

/** The chain's entry of this task that has been due for longest. For each chain and task, the queue holds this one. */
export async function nextDue(tx: TenantTx, task: Task): Promise<OutboxEntry[]> {
  return tx.q
    .select(columns)
    .from(outbox)
    .where(dueOf(tx.tenantId, task))
    .orderBy(...oldestFirst)
    .limit(1);
}

/** The same, for roles that may write to the outbox of their chain but not read it. */
export async function nextDueOf(tx: PlatformTx, tenantId: string, task: Task): Promise<OutboxEntry[]> {
  return tx.q
    .select(columns)
    .from(outbox)
    .where(dueOf(tenantId, task))
    .orderBy(...oldestFirst)
    .limit(1);
}

/** For each chain and task, the entry due for longest; ids only. */
export async function nextDueOfEach(tx: PlatformTx): Promise<OutboxEntry[]> {
  return tx.q
    .selectDistinctOn([outbox.tenantId, outbox.task], columns)
    .from(outbox)
    .where(isDue)
    .orderBy(asc(outbox.tenantId), asc(outbox.task), ...oldestFirst);
}

const isDue = lte(outbox.dueAt, sql`now()`);
const oldestFirst = [asc(outbox.dueAt), asc(outbox.subjectId)];

function dueOf(tenantId: string, task: Task) {
  return and(eq(outbox.tenantId, tenantId), eq(outbox.task, task), isDue);
}

function one(tx: TenantTx, task: Task, subjectId: string) {
  return and(eq(outbox.tenantId, tx.tenantId), eq(outbox.task, task), eq(outbox.subjectId, subjectId));
}
