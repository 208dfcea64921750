import { nextDueOf, type OutboxEntry } from '../../db/outbox.ts';
import type { Task } from '../../domain/task.ts';
import type { App } from '../context.ts';

/** An unreachable queue delays work but causes no refusal: the sweeper finds the same entries in the outbox. */
const longestWaitMs = 500;

/**
 * Adds the chain's next entry of a task to the queue, after the commit that wrote an entry. Reports errors, never throws.
 */
export async function enqueueNext(app: App, { tenantId, task }: { tenantId: string; task: Task }): Promise<void> {
  const enqueued = app.db
    .withPlatform('sweeper', (tx) => nextDueOf(tx, tenantId, task))
    .then((due) => enqueueCommitted(app, due));
  // The transaction is committed, so losing the database here is not an error of the call. The sweeper adds the entry
  // later.
  await within(
    longestWaitMs,
    enqueued.catch((error: unknown) => app.report(error, 'enqueue')),
  );
}

/** Adds entries to the queue, and waits at most `limitMs` for the queue. Reports errors, never throws. */
export async function enqueueCommitted(
  app: Pick<App, 'enqueue' | 'report'>,
  due: readonly OutboxEntry[],
  limitMs = longestWaitMs,
): Promise<void> {
  if (due.length === 0) return;
  await within(
    limitMs,
    app.enqueue(due).catch((error: unknown) => app.report(error, 'enqueue')),
  );
}

async function within(limitMs: number, work: Promise<void>): Promise<void> {
  await Promise.race([work, new Promise((resolve) => setTimeout(resolve, limitMs).unref())]);
}
