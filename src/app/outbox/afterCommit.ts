import type { Due } from '../../jobs/queue.ts';
import type { App } from '../context.ts';

/**
 * Hands due work to the queue, and waits at most `limitMs` for it. A queue that fails is reported and refuses nothing:
 * the outbox holds the same entries, and the sweeper hands them out.
 */
export async function enqueueCommitted(
  app: Pick<App, 'enqueue' | 'report'>,
  due: readonly Due[],
  limitMs = 500,
): Promise<void> {
  const handed = app.enqueue(due).catch((error: unknown) => app.report(error, 'enqueue'));
  await Promise.race([handed, new Promise((resolve) => setTimeout(resolve, limitMs).unref())]);
}
