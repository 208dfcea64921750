import { postpone } from '../../db/outbox.ts';
import type { Due } from '../../jobs/queue.ts';
import type { App } from '../context.ts';

/** Leaves due work for later; the sweeper hands it out again then. */
export async function putOff({ app, input }: { app: App; input: Due & { seconds: number } }): Promise<void> {
  const { tenantId, task, subjectId, seconds } = input;
  await app.db.withTenant({ role: 'worker', tenantId }, (tx) => postpone(tx, task, subjectId, seconds));
}
