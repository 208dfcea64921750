import { dueEntries } from '../../db/outbox.ts';
import type { App } from '../context.ts';

// More wait in the queue already when this many are due.
const most = 500;

/**
 * Hands out whatever the database says is due. The queue may have been emptied, its worker killed, or the process
 * that wrote the entry may have died before it enqueued: the outbox knows.
 */
export async function sweep({ app }: { app: App }): Promise<number> {
  const due = await app.db.withPlatform('sweeper', (tx) => dueEntries(tx, most));
  if (due.length) await app.enqueue(due);
  return due.length;
}
