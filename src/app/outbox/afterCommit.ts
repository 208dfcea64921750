import type { Due } from '../../jobs/queue.ts';
import type { App } from '../context.ts';

/**
 * Hands due work to the queue. A queue that is down delays it and refuses nothing: the outbox holds the same
 * entries, and the sweeper hands them out.
 */
export async function enqueueCommitted(app: App, due: readonly Due[]): Promise<void> {
  await Promise.race([app.enqueue(due).catch(() => {}), new Promise((resolve) => setTimeout(resolve, 500).unref())]);
}
