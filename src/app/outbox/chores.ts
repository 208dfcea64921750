import { takeChore } from '../../db/chores.ts';
import { sendMonths } from '../accountant/sendMonths.ts';
import type { App } from '../context.ts';
import { purge } from '../retention/purge.ts';
import { sweep } from './sweep.ts';
import { tidy } from './tidy.ts';

/** Work done once for all workers, by the first worker that asks when a chore is due. */
const chores = {
  sweep: { everySeconds: 2, run: sweep },
  tidy: { everySeconds: 3_600, run: tidy },
  purge: { everySeconds: 300, run: purge },
  // The 1st of a month begins at the chain's midnight.
  months: { everySeconds: 900, run: sendMonths },
} satisfies Record<string, { everySeconds: number; run(call: { app: App }): Promise<unknown> }>;

/** Does the chores that are due, one after another; every worker asks each second. Returns the names of those done. */
export async function doChores({ app }: { app: App }): Promise<string[]> {
  const done: string[] = [];
  for (const [name, { everySeconds, run }] of Object.entries(chores)) {
    if (!(await app.db.withPlatform('sweeper', (tx) => takeChore(tx, name, everySeconds)))) continue;
    await run({ app });
    done.push(name);
  }
  return done;
}
