import { nextDueOfEach } from '../../db/outbox.ts';
import type { App } from '../context.ts';

/**
 * Adds the next entry of each chain and task to the queue. The queue may have been emptied, or a process may have crashed
 * before it enqueued the entry or finished the job. An entry that already waits in the queue is not added twice.
 */
export async function sweep({ app }: { app: App }): Promise<number> {
  const due = await app.db.withPlatform('sweeper', nextDueOfEach);
  if (due.length) await app.enqueue(due);
  return due.length;
}
