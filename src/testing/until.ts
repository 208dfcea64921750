import { setTimeout as pause } from 'node:timers/promises';

// All time limits of tests are defined here. A limit only ends a test that hangs, so it is generous. Durations are measured
// in bench/ and never asserted.

/** Limit for one awaited event. */
export const waitMs = 60_000;

/** Interval between two looks for an awaited event. */
export const lookMs = 50;

/** Limit for the start of the demo, which may build the web app, and for programs that install something. */
export const startMs = 3 * waitMs;

/** Limit for a whole test or hook, which may wait several times in a row or send thousands of requests. */
export const testMs = 5 * waitMs;

type Wait = { limitMs?: number; everyMs?: number; why?: () => string | Promise<string> };

/** Calls `look` until its result is truthy, and returns the result. Throws an Error with the text of `why` after `limitMs`. */
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
