import { Problem } from '../../src/domain/problem.ts';
import type { CleanHtml } from '../../src/render/html/clean.ts';
import type { PrintJob, PrintNeeds } from '../../src/render/page/document.ts';
import type { ProofProblem } from '../../src/render/proof/proof.ts';
import type { ReadBack } from '../../src/render/proof/reader/readBack.ts';
import { type RenderInput, wasKilled } from '../../src/render/threads/threads.ts';
import type { Chromium } from '../chromium/chromium.ts';
import { type Cooldowns, cooldownsInMemory } from './cooldowns.ts';
import { type Lane, openLane } from './lane.ts';

/** Renders, prints and reads back for one chain. */
export type Press = {
  render(chain: string, input: RenderInput): Promise<CleanHtml>;
  print(chain: string, job: PrintJob, needs: PrintNeeds): Promise<Uint8Array>;
  /**
   * Facts that the print does not show. Throws Problem('document.failed') for a PDF that cannot be read within the
   * limits.
   */
  read(chain: string, input: ReadBack): Promise<ProofProblem[]>;
};

export type Lanes = {
  /** Documents and mails. Work that exceeds a limit is repeated in the slow lane. */
  documents: Press;
  /** Previews for editors. */
  previews: Press;
  cooldowns: Cooldowns;
  close(): Promise<void>;
};

const minute = 60_000;

/**
 * The limits of a print in each lane. In `documents` an exceeded limit moves the chain to `slow`; elsewhere it is final.
 */
export const limitsOf = {
  documents: { wallMs: 15_000, cpuMs: 1_500, memoryBytes: 1_500_000_000, keptPages: 5, idleMs: 10 * minute, atOnce: 1 },
  slow: { wallMs: 30_000, cpuMs: 20_000, memoryBytes: 1_500_000_000, keptPages: 2, idleMs: minute, atOnce: 1 },
  previews: {
    wallMs: 10_000,
    cpuMs: 4_000,
    memoryBytes: 700_000_000,
    pages: 30,
    keptPages: 2,
    idleMs: 5 * minute,
    atOnce: 1,
  },
};

/**
 * Three lanes that share no browser, thread or slot. All lanes but `documents` run at low CPU priority.
 */
export function openLanes(
  chromium: Chromium,
  options: { limits?: typeof limitsOf; cooldowns?: Cooldowns; printSlots?: number } = {},
): Lanes {
  const { limits = limitsOf, cooldowns = cooldownsInMemory(), printSlots = 2 } = options;
  const documents = openLane({
    slots: printSlots,
    openPrinter: () => chromium.printer(limits.documents),
    nice: 0,
    isFast: true,
    reading: { wallMs: 5_000, wallMsPerPage: 100 },
  });
  const gentle = { slots: 1, nice: 10, isFast: false, reading: { wallMs: 30_000, wallMsPerPage: 300 } };
  const slow = openLane({ ...gentle, openPrinter: () => chromium.printer(limits.slow, gentle.nice) });
  const previews = openLane({ ...gentle, openPrinter: () => chromium.printer(limits.previews, gentle.nice) });
  return {
    documents: inTwo(documents, slow, cooldowns),
    previews: asPress(previews),
    cooldowns,
    async close() {
      await Promise.all([documents, slow, previews].map((lane) => lane.close()));
    },
  };
}

/**
 * Prints in the fast lane. Work that exceeds a limit there, and further work of its chain during the cooldown, runs in
 * the slow lane.
 */
function inTwo(fast: Lane, slow: Lane, cooldowns: Cooldowns): Press {
  async function make<T>(chain: string, quickly: () => Promise<T | undefined>, slowly: () => Promise<T>): Promise<T> {
    if (!cooldowns.has(chain)) {
      try {
        const made = await quickly();
        if (made !== undefined) return made;
      } catch (error) {
        if (!isLimit(error)) throw error;
        cooldowns.add(chain);
      }
    }
    try {
      return await slowly();
    } catch (error) {
      if (isLimit(error)) cooldowns.add(chain);
      throw error;
    }
  }

  const slowPress = asPress(slow);
  return {
    render: (chain, input) =>
      make(
        chain,
        () => fast.render(chain, input),
        () => slowPress.render(chain, input),
      ),
    print: (chain, job, needs) =>
      make(
        chain,
        // The chain's cooldown may have begun while this print waited behind another print of the chain.
        () => fast.print(chain, job, needs, () => !cooldowns.has(chain)),
        () => slowPress.print(chain, job, needs),
      ),
    read: (chain, input) =>
      make(
        chain,
        () => fast.read(chain, input),
        () => slowPress.read(chain, input),
      ),
  };
}

function asPress({ render, print, read }: Lane): Press {
  return {
    render,
    read,
    async print(chain, job, needs) {
      const pdf = await print(chain, job, needs);
      if (!pdf) throw new Error('a print that may begin was not made');
      return pdf;
    },
  };
}

/** Whether a limit ended the work. Any other error is a fault of the layout or a bug. */
function isLimit(error: unknown): boolean {
  if (wasKilled(error)) return true;
  return (
    error instanceof Problem &&
    error.code === 'document.failed' &&
    ['time', 'memory', 'crash'].includes(String(error.params.reason))
  );
}
