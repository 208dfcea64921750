import { type Task, tasks } from '../../src/domain/task.ts';
import { openTurns, type Turns } from '../../src/domain/turns.ts';

export type Gates = {
  /** Runs a job when it is its chain's turn. A closing worker leaves the job in the queue for another worker: undefined. */
  pass<T>(task: Task, chain: string, work: () => Promise<T>): Promise<T | undefined>;
  /** A place at the task's gate that is free for the chain at once; the result leaves the place. */
  takeNow(task: Task, chain: string): (() => void) | undefined;
  /** After this call no job begins. */
  close(): void;
};

type Gate = { slots: number; atOnce: number };

/**
 * Most jobs begun at a time by a worker with this many print slots. `atOnce`: most jobs of one chain. One of its jobs
 * reads rows while another prints, and a chain alone can fill every slot.
 */
const gatesOf = (printSlots: number): Record<Task, Gate> => ({
  render: { slots: 16 * printSlots, atOnce: printSlots },
  confirm: { slots: 16 * printSlots, atOnce: printSlots },
  // Written in this process within milliseconds.
  fa3: { slots: 2 * printSlots, atOnce: 1 },
  deliver: { slots: 4 * printSlots, atOnce: printSlots },
  preview: { slots: 4, atOnce: 1 },
  // Waits for KSeF, which limits the calls of each chain.
  ksef_send: { slots: 16, atOnce: 1 },
  ksef_trial: { slots: 4, atOnce: 1 },
  // A file of up to 12 MB is in memory.
  month: { slots: 2, atOnce: 1 },
});
const slowGate: Gate = { slots: 4, atOnce: 1 };

/**
 * The queue holds one waiting job for each chain and task, so nearly every job may begin at once. A gate limits the jobs
 * that one chain has begun. Chains in cooldown have a separate gate and leave every place at the other gates free.
 */
export function openGates(options: { coolsDown(chain: string): boolean; printSlots: number }): Gates {
  const { coolsDown, printSlots } = options;
  const gates = gatesOf(printSlots);
  const turns = new Map<Task, Turns>(tasks.map((task) => [task, turnsAt(gates[task])]));
  const slow = turnsAt(slowGate);
  let closed = false;
  const gateOf = (task: Task, chain: string) => (task !== 'preview' && coolsDown(chain) ? slow : turns.get(task));

  return {
    async pass(task, chain, work) {
      return gateOf(task, chain)?.take(chain, async () => (closed ? undefined : work()));
    },
    takeNow: (task, chain) => (closed ? undefined : gateOf(task, chain)?.takeNow(chain)),
    close() {
      closed = true;
    },
  };
}

function turnsAt({ slots, atOnce }: Gate): Turns {
  return openTurns({ slots, mostWaiting: Number.POSITIVE_INFINITY, atOnce: () => atOnce });
}
