import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work between two turns, in units: a parsed byte is one unit, and a dozen scanned bytes are one unit. */
const mostWork = 64 * 1024;

/** Lets other requests of this process run after each such amount of work. */
export function turns(most = mostWork): (work: number) => Promise<void> | undefined {
  let done = 0;
  return (work) => {
    done += work;
    if (done < most) return undefined;
    done = 0;
    return nextTurn();
  };
}
