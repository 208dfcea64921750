import { complete, enqueue, nextDue, type OutboxEntry, postpone } from '../../db/outbox.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { Problem } from '../../domain/problem.ts';
import type { Task } from '../../domain/task.ts';
import { KsefFailure } from '../../ksef/client/failures.ts';
import { MailRefused } from '../../mail/send.ts';
import type { JobCall, Rest, WorkerApp } from '../workerContext.ts';
import { enqueueCommitted } from './afterCommit.ts';
import { attemptSeconds, backoffSeconds, usedUp } from './backoff.ts';

/**
 * The part of a job that differs between tasks. The runner adds the claim, the count, the back-off, the outbox and the
 * queue.
 */
export type Job<Material, Result> = {
  /** The number of attempts after which the job has failed. */
  mostAttempts: number;
  /** The task of the work that follows a result. */
  followedBy?: Task;
  /**
   * Counts the attempt and loads the material for the work; `attempt` includes this one. Undefined when nothing is left
   * to do, 'not yet' when something else has to happen first.
   */
  begin(tx: TenantTx, subjectId: string): Promise<Begun<Material> | undefined | 'not yet'>;
  /** Runs outside a transaction, and may run twice for one subject. */
  work(app: WorkerApp, tenantId: string, material: Material): Promise<Result>;
  /**
   * Writes the result, and returns the work that follows. `mayBegin`: this worker has a place for that work, so it may be
   * begun in the same transaction.
   */
  complete(tx: TenantTx, material: Material, result: Result, mayBegin: boolean): Promise<FollowUp | undefined>;
  /**
   * Handles an error that says nothing about the subject, such as an outage, and decides when the entry is due again. False for
   * every other error, which counts as a failed attempt.
   */
  wait?(tx: TenantTx, material: Material, error: unknown): Promise<boolean>;
  /** Writes why an attempt failed; `final` when no other attempt follows. */
  fail(tx: TenantTx, material: Material, failure: Failure): Promise<void>;
};

export type Begun<Material> = { attempt: number; material: Material };
/** Entries for the outbox and the queue, `also` of a second task, or work that was begun in the transaction and is done after the commit. */
export type FollowUp =
  | { task: Task; also?: Task; subjectIds: readonly string[] }
  | { begun: (app: WorkerApp) => Promise<void> };
export type Failure = { reason: string; final: boolean };

/** An entry whose attempt has begun. `isLast`: no other entry of the chain and task was due. */
export type Running<Material> = Begun<Material> & { task: Task; subjectId: string; isLast: boolean };

/**
 * Runs the job of one outbox entry. For each chain and task one entry waits in the queue, the one due for longest. When
 * its job begins, the next entry is added to the queue, behind the entries of other chains. A job that found no next
 * entry at its beginning looks again at its end, for an entry that was committed meanwhile. This worker begins
 * the follow-up work itself if it has a place for that work, which saves the queue and a transaction; the returned function
 * does the work. Throws the error of the work.
 */
export function runnerOf<Material, Result>(
  task: Task,
  job: Job<Material, Result>,
): (call: JobCall) => Promise<Rest | undefined> {
  return async ({ app, input: { tenantId, subjectId }, takeNow = () => undefined }) => {
    const inChain = <T>(work: (tx: TenantTx) => Promise<T>) => app.db.withTenant({ role: 'worker', tenantId }, work);

    async function attempt(running: Running<Material>): Promise<Rest | undefined> {
      try {
        return await finished(running, await job.work(app, tenantId, running.material));
      } catch (error) {
        await enqueueCommitted(app, await inChain((tx) => failAttempt(tx, job, running, error)));
        throw error;
      }
    }

    async function finished(running: Running<Material>, result: Result): Promise<Rest | undefined> {
      const leave = job.followedBy && takeNow(job.followedBy);
      const end = await inChain((tx) => finish(tx, job, running, { result, mayBegin: leave !== undefined })).catch(
        (error: unknown) => {
          leave?.();
          throw error;
        },
      );
      await enqueueCommitted(app, end.entries);
      const { begun } = end;
      if (begun) return () => begun(app).finally(leave);
      leave?.();
      return undefined;
    }

    const { running, next } = await inChain((tx) => begin(tx, task, job, subjectId)).catch(async (error: unknown) => {
      // An entry that cannot begin must not delay the entries behind it. The first error is the one to report.
      const others = await inChain((tx) => putBack(tx, task, subjectId)).catch(() => []);
      await enqueueCommitted(app, others);
      throw error;
    });
    const [rest] = await Promise.all([running && attempt(running), enqueueCommitted(app, next)]);
    return rest;
  };
}

type Start<Material> = { running?: Running<Material>; next: OutboxEntry[] };

async function begin<M, R>(tx: TenantTx, task: Task, job: Job<M, R>, subjectId: string): Promise<Start<M>> {
  // During an attempt its entry is not due. The sweeper adds it to the queue again when the worker crashed.
  const [isThere, next] = await Promise.all([postpone(tx, task, subjectId, attemptSeconds), nextDue(tx, task)]);
  if (!isThere) return { next };
  const begun = await job.begin(tx, subjectId);
  if (begun === 'not yet') return { next };
  if (begun && begun.attempt <= job.mostAttempts) {
    return { running: { ...begun, task, subjectId, isLast: next.length === 0 }, next };
  }
  // A job that crashes its worker never reports a failure itself.
  if (begun) await job.fail(tx, begun.material, { reason: usedUp, final: true });
  await complete(tx, task, [subjectId]);
  return { next };
}

async function putBack(tx: TenantTx, task: Task, subjectId: string): Promise<OutboxEntry[]> {
  await postpone(tx, task, subjectId, attemptSeconds);
  return nextDue(tx, task);
}

/** The entries that the queue gets now, and the work that was begun. */
type End = { entries: OutboxEntry[]; begun?: (app: WorkerApp) => Promise<void> };

async function finish<M, R>(
  tx: TenantTx,
  job: Job<M, R>,
  running: Running<M>,
  { result, mayBegin }: { result: R; mayBegin: boolean },
): Promise<End> {
  const [followUp, , next] = await Promise.all([
    job.complete(tx, running.material, result, mayBegin),
    complete(tx, running.task, [running.subjectId]),
    nextAtEnd(tx, running),
  ]);
  if (!followUp) return { entries: next };
  if ('begun' in followUp) return { entries: next, begun: followUp.begun };
  const entries = [...next];
  for (const task of [followUp.task, followUp.also]) {
    if (task === undefined) continue;
    await enqueue(tx, task, followUp.subjectIds);
    entries.unshift(...(await nextDue(tx, task)));
  }
  return { entries };
}

/** Writes why an attempt failed, and when the next one is due; returns the entries that the queue gets now. */
export async function failAttempt<M, R>(
  tx: TenantTx,
  job: Job<M, R>,
  running: Running<M>,
  error: unknown,
): Promise<OutboxEntry[]> {
  const { task, subjectId, attempt, material } = running;
  if (await job.wait?.(tx, material, error)) return nextAtEnd(tx, running);
  const final = isFinal(error) || attempt >= job.mostAttempts;
  await job.fail(tx, material, { reason: reasonOf(error), final });
  if (final) await complete(tx, task, [subjectId]);
  else await postpone(tx, task, subjectId, backoffSeconds(attempt));
  return nextAtEnd(tx, running);
}

async function nextAtEnd<M>(tx: TenantTx, { isLast, task }: Running<M>): Promise<OutboxEntry[]> {
  return isLast ? nextDue(tx, task) : [];
}

/** Whether another attempt would end the same way. */
function isFinal(error: unknown): boolean {
  return error instanceof Problem || error instanceof MailRefused;
}

/** The stored reason. It contains no personal data, so the message of a bug is left out. */
function reasonOf(error: unknown): string {
  if (error instanceof MailRefused) return `SMTP ${error.reply}`;
  if (error instanceof Problem) return error.code;
  if (error instanceof KsefFailure) return error.kind === 'refused' ? error.message : error.kind;
  return error instanceof Error ? error.name : 'unknown';
}
