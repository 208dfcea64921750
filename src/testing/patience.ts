import { setTimeout as pause } from 'node:timers/promises';

// Every limit of a test comes from here. A limit only ends a run that hangs, so it is generous. How long something takes
// is measured in bench/ and asserted nowhere.

/** How long a test waits for one thing to happen. */
export const waitMs = 60_000;

/** How often a test looks whether it has happened. */
export const lookMs = 50;

/** The demo, which may have to build the web app, and programs that install something. */
export const startMs = 3 * waitMs;

/** A whole test or hook, with several waits in a row or thousands of requests. */
export const testMs = 5 * waitMs;

type Wait = { limitMs?: number; everyMs?: number; why?: () => string | Promise<string> };

/** Waits until `look` gives something true, and returns that. Throws with `why` when the time is over. */
export async function until<T>(look: () => T | Promise<T>, wait: Wait = {}): Promise<NonNullable<Awaited<T>>> {
  const { limitMs = waitMs, everyMs = lookMs, why = () => `still not so after ${limitMs} ms: ${look}` } = wait;
  const end = performance.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (performance.now() > end) throw new Error(await why());
    await pause(everyMs);
  }
}
