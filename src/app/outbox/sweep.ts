import { nextDueOfEach } from '../../db/outbox.ts';
import type { App } from '../context.ts';

/**
 * Hands out the next entry of each chain and task. The queue may have been emptied, its worker killed, or the process that
 * wrote the entry may have died before it enqueued. An entry that waits in the queue already stays there once.
 */
export async function sweep({ app }: { app: App }): Promise<number> {
  const due = await app.db.withPlatform('sweeper', nextDueOfEach);
  if (due.length) await app.enqueue(due);
  return due.length;
}
