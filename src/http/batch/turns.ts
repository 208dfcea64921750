import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work in units that take a millisecond or so by the thousand: bytes to parse, or bytes to scan by the dozen. */
const mostWork = 64 * 1024;

/** Lets the other requests of this process have their turn each time so much work is done. */
export function turns(most = mostWork): (work: number) => Promise<void> | undefined {
  let done = 0;
  return (work) => {
    done += work;
    if (done < most) return undefined;
    done = 0;
    return nextTurn();
  };
}
