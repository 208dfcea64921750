import { Problem } from './problem.ts';

export type Turns = {
  /**
   * Runs the work when it is the chain's turn. Throws Problem('rate.limited') when too many works of the chain wait
   * already.
   */
  take<T>(chain: string, work: () => Promise<T>): Promise<T>;
  /** Takes a slot that the chain would get without waiting; the result gives it back. Undefined when the chain would wait. */
  takeNow(chain: string): (() => void) | undefined;
  /** How many works of the chain run or wait. */
  heldBy(chain: string): number;
  /** Resolves once nothing runs and nothing waits. */
  idle(): Promise<void>;
};

/**
 * Shares a few slots among chains. A chain has one slot, and its works run in order; chains take turns. `atOnce`
 * gives a chain further slots while no other chain waits. These extra slots do not count against other chains: a chain
 * without a slot begins while fewer than `slots` chains are at work.
 */
export function openTurns(options: {
  slots: number;
  /** Works of one chain that may wait. */
  mostWaiting: number;
  atOnce?: (chain: string) => number;
}): Turns {
  const { slots, mostWaiting, atOnce = () => 1 } = options;
  // A map keeps insertion order: a chain that begins work is moved to the end.
  const waiting = new Map<string, (() => void)[]>();
  const running = new Map<string, number>();
  const whenIdle = new Set<() => void>();
  let total = 0;

  function mayBegin(chain: string): boolean {
    const own = running.get(chain) ?? 0;
    if (own === 0) return running.size < slots;
    return own < atOnce(chain) && total < slots && waiting.size === 1;
  }

  function begin(chain: string): void {
    const line = waiting.get(chain) ?? [];
    const first = line.shift();
    waiting.delete(chain);
    if (line.length > 0) waiting.set(chain, line);
    running.set(chain, (running.get(chain) ?? 0) + 1);
    total += 1;
    first?.();
  }

  function beginAllowed(): void {
    for (let next = firstWhoMay(); next !== undefined; next = firstWhoMay()) begin(next);
  }

  const firstWhoMay = () => [...waiting.keys()].find(mayBegin);

  function end(chain: string): void {
    const left = (running.get(chain) ?? 1) - 1;
    if (left > 0) running.set(chain, left);
    else running.delete(chain);
    total -= 1;
    beginAllowed();
    if (total > 0) return;
    for (const done of whenIdle) done();
    whenIdle.clear();
  }

  return {
    async take(chain, work) {
      const line = waiting.get(chain) ?? [];
      if (line.length >= mostWaiting && !(line.length === 0 && mayBegin(chain)))
        throw new Problem('rate.limited', { retryAfterSeconds: 2 });
      await new Promise<void>((resolve) => {
        waiting.set(chain, [...line, resolve]);
        beginAllowed();
      });
      try {
        return await work();
      } finally {
        end(chain);
      }
    },
    takeNow(chain) {
      if (waiting.has(chain)) return undefined;
      let begun = false;
      waiting.set(chain, [() => (begun = true)]);
      beginAllowed();
      if (begun) return () => end(chain);
      waiting.delete(chain);
      return undefined;
    },
    heldBy: (chain) => (running.get(chain) ?? 0) + (waiting.get(chain)?.length ?? 0),
    idle: () => (total === 0 ? Promise.resolve() : new Promise<void>((resolve) => whenIdle.add(resolve))),
  };
}
