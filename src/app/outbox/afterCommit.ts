import { nextDueOf, type OutboxEntry } from '../../db/outbox.ts';
import type { Task } from '../../domain/task.ts';
import type { App } from '../context.ts';

/** A queue that is away delays work and refuses nothing: the sweeper finds the same entries in the outbox. */
const longestWaitMs = 500;

/** Hands the chain's next entry of a task to the queue, after the commit that wrote an entry. */
export async function handOut(app: App, { tenantId, task }: { tenantId: string; task: Task }): Promise<void> {
  const handing = app.db
    .withPlatform('sweeper', (tx) => nextDueOf(tx, tenantId, task))
    .then((due) => enqueueCommitted(app, due));
  // The commit is done, so a database that is lost here is no failure of the call. The sweeper follows.
  await withinTheWait(handing.catch(() => {}));
}

/** Hands entries to the queue. Never throws. */
export async function enqueueCommitted(app: App, due: readonly OutboxEntry[]): Promise<void> {
  if (due.length > 0) await withinTheWait(app.enqueue(due).catch(() => {}));
}

async function withinTheWait(work: Promise<void>): Promise<void> {
  await Promise.race([work, new Promise((resolve) => setTimeout(resolve, longestWaitMs).unref())]);
}
