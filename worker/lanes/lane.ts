import { openTurns } from '../../src/domain/turns.ts';
import type { CleanHtml } from '../../src/render/html/clean.ts';
import type { PrintJob, PrintNeeds } from '../../src/render/page/document.ts';
import type { ProofProblem } from '../../src/render/proof/proof.ts';
import type { ReadBack } from '../../src/render/proof/reader/readBack.ts';
import { openReaders, type ReadLimits } from '../../src/render/proof/reader/reader.ts';
import { openTemplateThreads, type RenderInput } from '../../src/render/threads/threads.ts';
import type { Printer } from '../chromium/printer.ts';
import { openFastPrints } from './fastPrints.ts';

/** Threads and browsers that are not shared with another lane. */
export type Lane = {
  render(chain: string, input: RenderInput): Promise<CleanHtml>;
  /** `mayBegin` is called again when it is the print's turn; when it returns false, nothing is printed. */
  print(chain: string, job: PrintJob, needs: PrintNeeds, mayBegin?: () => boolean): Promise<Uint8Array | undefined>;
  read(chain: string, input: ReadBack): Promise<ProofProblem[]>;
  /** Number of browsers that print or are kept for the next print. */
  printers(): number;
  close(): Promise<void>;
};

/** The longest invoices take 0.8 ms of CPU time per line. */
const cpuMsALine = 1;
const mostMoreCpuMs = 6_000;

/**
 * A few slots, each with its own browser, so a browser that is killed for a hostile print ends no other print. A chain
 * prints one document at a time; only a lone chain with fast prints uses the idle slots as well.
 */
export function openLane(options: {
  slots: number;
  openPrinter: () => Printer;
  nice: number;
  /** Whether a lone chain may print several documents at a time, and one browser starts with the lane. */
  isFast: boolean;
  limits?: Parameters<typeof openTemplateThreads>[0]['limits'];
  reading?: Partial<ReadLimits>;
}): Lane {
  const { slots, openPrinter, nice, isFast, limits = {}, reading = {} } = options;
  // The gates limit the number of jobs that a chain has begun.
  const mostWaiting = Number.POSITIVE_INFINITY;
  const threads = openTemplateThreads({ size: slots, nice, mostWaiting, limits });
  const readers = openReaders({ size: slots, nice, limits: reading });
  const fastPrints = openFastPrints();
  const keys = new Map<string, string>();
  const turns = openTurns({ slots, mostWaiting, atOnce: (chain) => (isTrusted(chain) ? slots : 1) });
  const all: Printer[] = [];
  const idle: Printer[] = [];

  const isTrusted = (chain: string) => isFast && fastPrints.has(keys.get(chain) ?? '');

  /** An idle printer with a page ready for the job, else the printer idle for longest, else a new one. */
  function freePrinter(job: PrintJob): Printer {
    const ready = idle.findIndex((printer) => printer.isReadyFor(job));
    const [free] = idle.splice(Math.max(0, ready), 1);
    return free ?? newPrinter();
  }

  function newPrinter(): Printer {
    const printer = openPrinter();
    all.push(printer);
    return printer;
  }

  async function printOn(printer: Printer, job: PrintJob, { lines, fresh = false }: PrintNeeds): Promise<Uint8Array> {
    const begun = performance.now();
    try {
      return await printer.print(job, { moreCpuMs: Math.min(lines * cpuMsALine, mostMoreCpuMs), fresh });
    } finally {
      fastPrints.note(job.key, performance.now() - begun);
      idle.push(printer);
    }
  }

  if (isFast) idle.push(newPrinter());

  return {
    render: threads.render,
    read: readers.read,
    async print(chain, job, needs, mayBegin = () => true) {
      keys.set(chain, job.key);
      return turns.take(chain, async () => (mayBegin() ? printOn(freePrinter(job), job, needs) : undefined));
    },
    printers: () => all.length,
    async close() {
      await turns.idle();
      await Promise.all([threads.close(), readers.close(), ...all.map((printer) => printer.close())]);
    },
  };
}
