import { lte, sql } from 'drizzle-orm';
import { chores } from './schema/outbox.ts';
import type { PlatformTx } from './tenancy.ts';

/**
 * True for one caller in each period of this many seconds, among all workers. When a worker ends in the middle of a
 * chore, another worker does the chore in the next period.
 */
export async function takeChore(tx: PlatformTx, name: string, everySeconds: number): Promise<boolean> {
  const dueAt = sql`now() + make_interval(secs => ${everySeconds})`;
  const rows = await tx.q
    .insert(chores)
    .values({ name, dueAt })
    .onConflictDoUpdate({ target: chores.name, set: { dueAt }, setWhere: lte(chores.dueAt, sql`now()`) })
    .returning({ name: chores.name });
  return rows.length === 1;
}
