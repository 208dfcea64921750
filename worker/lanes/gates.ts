import type { Task } from '../../src/domain/task.ts';
import { openTurns, type Turns } from '../../src/domain/turns.ts';

export type Gates = {
  /**
   * Does a job when its chain's turn comes. Returns the seconds after which to ask again when too many of the chain's jobs
   * wait already; undefined when the job was done, or when the worker is about to end and leaves the job to the next one.
   */
  pass(task: Task, chain: string, work: () => Promise<void>): Promise<number | undefined>;
  /** From now on no job begins. */
  close(): void;
};

type Gate = { turns: Turns; mostWaiting: number; againAfterSeconds: number };

/** While one job of the chain prints, the next reads its rows. */
const jobsAtOnce = 2;

/**
 * Jobs come from the queue in the order in which they became due, whoever they are for; a gate lets chains take turns. A job
 * that waits at a gate is no more than its ids. Chains on probation have a gate of their own, which their jobs leave to
 * nobody else.
 */
export function openGates(isOnProbation: (chain: string) => boolean): Gates {
  const gates = {
    render: openGate({ slots: 32, mostWaiting: 250, againAfterSeconds: 4, atOnce: jobsAtOnce }),
    deliver: openGate({ slots: 8, mostWaiting: 100, againAfterSeconds: 4, atOnce: jobsAtOnce }),
    preview: openGate({ slots: 4, mostWaiting: 8, againAfterSeconds: 2, atOnce: 1 }),
  };
  const onProbation = openGate({ slots: 4, mostWaiting: 20, againAfterSeconds: 10, atOnce: 1 });
  let closed = false;

  return {
    async pass(task, chain, work) {
      const { turns, mostWaiting, againAfterSeconds } =
        task !== 'preview' && isOnProbation(chain) ? onProbation : gates[task];
      if (turns.heldBy(chain) > mostWaiting) return againAfterSeconds;
      await turns.take(chain, async () => {
        if (!closed) await work();
      });
      return undefined;
    },
    close() {
      closed = true;
    },
  };
}

function openGate(options: { slots: number; mostWaiting: number; againAfterSeconds: number; atOnce: number }): Gate {
  const { slots, mostWaiting, againAfterSeconds, atOnce } = options;
  const turns = openTurns({ slots, mostWaiting: Number.POSITIVE_INFINITY, atOnce: () => atOnce });
  return { turns, mostWaiting, againAfterSeconds };
}
