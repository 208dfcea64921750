import { Problem } from '../../src/domain/problem.ts';

export type Slots = {
  /** Runs the work as soon as a slot is free. Throws Problem('unavailable') when the queue is full. */
  take<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void>;
};

/** Runs at most `count` works at a time, in order; at most `mostWaiting` works wait. */
export function openSlots(count: number, mostWaiting: number): Slots {
  const line: (() => void)[] = [];
  let busy = 0;
  const emptied = new Set<() => void>();

  function next(): void {
    const first = line.shift();
    if (first) return first();
    busy -= 1;
    if (busy === 0) for (const done of emptied) done();
  }

  return {
    async take(work) {
      if (busy < count) busy += 1;
      else if (line.length >= mostWaiting) throw new Problem('unavailable', { waiting: line.length });
      else await new Promise<void>((resolve) => line.push(resolve));
      return work().finally(next);
    },
    idle: () => (busy === 0 ? Promise.resolve() : new Promise<void>((resolve) => emptied.add(resolve))),
  };
}
