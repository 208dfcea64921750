import { type Task, tasks } from '../../src/domain/task.ts';
import { openTurns, type Turns } from '../../src/domain/turns.ts';

export type Gates = {
  /** Does a job when its chain's turn comes. A worker that is about to end leaves the job to the next one. */
  pass(task: Task, chain: string, work: () => Promise<void>): Promise<void>;
  /** From now on no job begins. */
  close(): void;
};

type Gate = { slots: number; atOnce: number };

/**
 * How many jobs a worker with so many print slots has begun at a time. `atOnce`: of one chain, so that while one job
 * prints the next reads its rows; a chain alone fills every slot.
 */
const gatesOf = (printSlots: number): Record<Task, Gate> => ({
  render: { slots: 16 * printSlots, atOnce: printSlots },
  deliver: { slots: 4 * printSlots, atOnce: printSlots },
  preview: { slots: 4, atOnce: 1 },
  // A file of up to 12 MB is in memory.
  month: { slots: 2, atOnce: 1 },
});
const slowGate: Gate = { slots: 4, atOnce: 1 };

/**
 * The queue holds one waiting job of each chain and task, so nearly every job may begin at once. A gate bounds what one
 * chain has begun. Chains that cool down have a gate of their own and leave every place at the other gates free.
 */
export function openGates(options: { coolsDown(chain: string): boolean; printSlots: number }): Gates {
  const { coolsDown, printSlots } = options;
  const gates = gatesOf(printSlots);
  const turns = new Map<Task, Turns>(tasks.map((task) => [task, turnsAt(gates[task])]));
  const slow = turnsAt(slowGate);
  let closed = false;

  return {
    async pass(task, chain, work) {
      const gate = task !== 'preview' && coolsDown(chain) ? slow : turns.get(task);
      await gate?.take(chain, async () => {
        if (!closed) await work();
      });
    },
    close() {
      closed = true;
    },
  };
}

function turnsAt({ slots, atOnce }: Gate): Turns {
  return openTurns({ slots, mostWaiting: Number.POSITIVE_INFINITY, atOnce: () => atOnce });
}
