import { and, asc, eq, lt, lte, sql } from 'drizzle-orm';
import type { Task } from '../domain/task.ts';
import { outbox } from './schema/outbox.ts';
import { statement, uuidArray } from './statement.ts';
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

/** Deletes the entries, in the transaction that writes their results. */
export async function complete(tx: TenantTx, task: Task, subjectIds: readonly string[]): Promise<void> {
  await deleted(tx.q, { tenant: tx.tenantId, task, ids: uuidArray(subjectIds) });
}

const deleted = statement<'tenant' | 'task' | 'ids'>(sql`
  delete from outbox where tenant_id = ${sql.placeholder('tenant')} and task = ${sql.placeholder('task')}
    and subject_id = any (${sql.placeholder('ids')}::uuid[])`);

/** Makes the entry due in this many seconds. False when the entry no longer exists, because its work is complete. */
export async function postpone(tx: TenantTx, task: Task, subjectId: string, seconds: number): Promise<boolean> {
  const rows = await postponed(tx.q, { tenant: tx.tenantId, task, id: subjectId, seconds });
  return rows.length === 1;
}

const postponed = statement<'tenant' | 'task' | 'id' | 'seconds'>(sql`
  update outbox set due_at = now() + make_interval(secs => ${sql.placeholder('seconds')})
  where tenant_id = ${sql.placeholder('tenant')} and task = ${sql.placeholder('task')} and subject_id = ${sql.placeholder('id')}
  returning subject_id`);

/** Makes none of the chain's entries of this task due before this time; they are done in the order of their subjects. */
export async function postponeAll(tx: TenantTx, task: Task, until: Date): Promise<void> {
  await tx.q
    .update(outbox)
    .set({ dueAt: until })
    .where(and(eq(outbox.tenantId, tx.tenantId), eq(outbox.task, task), lt(outbox.dueAt, until)));
}

/** The chain's entry of this task that has been due for longest. For each chain and task, the queue holds this one. */
export async function nextDue(tx: TenantTx, task: Task): Promise<OutboxEntry[]> {
  return nextOf(tx.q, tx.tenantId, task);
}

/** The same, for roles that may write to the outbox of their chain but not read it. */
export async function nextDueOf(tx: PlatformTx, tenantId: string, task: Task): Promise<OutboxEntry[]> {
  return nextOf(tx.q, tenantId, task);
}

async function nextOf(q: TenantTx['q'], tenantId: string, task: Task): Promise<OutboxEntry[]> {
  const rows = await dueLongest(q, { tenant: tenantId, task });
  return rows.map(({ subject_id: subjectId }) => ({ tenantId, task, subjectId }));
}

const dueLongest = statement<'tenant' | 'task', { subject_id: string }>(sql`
  select subject_id from outbox
  where tenant_id = ${sql.placeholder('tenant')} and task = ${sql.placeholder('task')} and due_at <= now()
  order by due_at, subject_id limit 1`);

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
