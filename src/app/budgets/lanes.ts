import { setImmediate as nextTurn } from 'node:timers/promises';
import { Problem } from '../../domain/problem.ts';

const lanes = new Map<string, { size: number; last: Promise<unknown> }>();

/**
 * Runs the work after all earlier work of the same lane, and lets others have a turn first. Throws rate.limited when too
 * many wait.
 */
export async function inLane<T>(name: string, mostWaiting: number, work: () => Promise<T>): Promise<T> {
  const lane = lanes.get(name) ?? { size: 0, last: Promise.resolve() };
  if (lane.size > mostWaiting) throw new Problem('rate.limited', { retryAfterSeconds: 2 });
  lanes.set(name, lane);
  lane.size += 1;
  const done = lane.last.then(() => nextTurn()).then(work);
  // The caller gets the error from `done`; the next work of the lane only waits for the end.
  lane.last = done.catch(() => {});
  try {
    return await done;
  } finally {
    lane.size -= 1;
    if (lane.size === 0) lanes.delete(name);
  }
}
