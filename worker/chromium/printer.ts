import { Problem } from '../../src/domain/problem.ts';
import type { PrintJob } from '../../src/render/page/document.ts';
import type { Browser } from './browser.ts';
import { BrowserGone } from './cdp.ts';
import { openPagePool, type PagePool } from './pagePool.ts';
import { pagesOf } from './pagesOf.ts';
import { Strayed } from './printPage.ts';
import { groupUse } from './processUse.ts';
import { openSlots } from './slots.ts';
import { watchPrint } from './watchPrint.ts';

export type Printer = {
  /**
   * The PDF of a job: tagged, titled, A4. Throws Problem('document.failed', { reason }) for a document that cannot be
   * printed: reason is 'time', 'memory', 'pages', 'crash' or 'strayed'. Throws Problem('unavailable') when too many wait.
   * Whatever happens, the next print works. `moreCpuMs` is what the print may take beyond the limit of all; `fresh` asks
   * for a browser that has printed nothing yet.
   */
  print(job: PrintJob, options?: { moreCpuMs?: number; fresh?: boolean }): Promise<Uint8Array>;
  /** Whether a page for the job is ready: such a print is faster by a fifth of a second. */
  isReadyFor(job: PrintJob): boolean;
  /** Waits for what is being printed, then ends every process. */
  close(): Promise<void>;
};

export type Limits = {
  /** A print, preparing its page included. */
  wallMs: number;
  /** CPU time of all processes of the browser during a print: what another program takes of the machine does not count. */
  cpuMs: number;
  pages: number;
  /** Bytes that the browser holds with all its processes. */
  memoryBytes: number;
  /** Prints and age after which a browser is replaced. */
  prints: number;
  ageMs: number;
  /** A browser without a print for so long is closed; the next print starts another. */
  idleMs: number;
  /** Prints at the same time in one browser. */
  atOnce: number;
  /** Jobs that may wait. */
  waiting: number;
  /** Pages kept ready; each takes some 75 MB. */
  keptPages: number;
};

/** One browser in use, with its pages. */
type Running = {
  browser: Browser;
  pool: PagePool;
  bornAt: number;
  printed: number;
  inFlight: number;
  retired: boolean;
};

/** How often the memory of a browser that only grows is looked at. */
const printsBetweenLooks = 100;

/** One supervised browser, started with the first print unless one is given, and replaced when worn or in doubt. */
export function openBrowserPrinter(startBrowser: () => Promise<Browser>, limits: Limits, first?: Browser): Printer {
  const slots = openSlots(limits.atOnce, limits.waiting);
  let inUse: Running | undefined = first && asRunning(first);
  let current: Promise<Running> | undefined = inUse && Promise.resolve(inUse);
  let idleClock: NodeJS.Timeout | undefined;
  const ending = new Set<Promise<void>>();
  let closed = false;

  function asRunning(browser: Browser): Running {
    const pool = openPagePool(browser, limits.keptPages);
    return { browser, pool, bornAt: Date.now(), printed: 0, inFlight: 0, retired: false };
  }

  function start(): Promise<Running> {
    const starting = startBrowser().then((browser) => {
      inUse = asRunning(browser);
      return inUse;
    });
    starting.catch(() => {
      if (current === starting) current = undefined;
    });
    return starting;
  }

  async function running(): Promise<Running> {
    clearTimeout(idleClock);
    current ??= start();
    const asked = current;
    const found = await asked;
    if (!found.retired) return found;
    // Several prints may wait here: the first one that goes on starts a browser, and nobody else may forget that one.
    if (current === asked) current = undefined;
    return running();
  }

  /** No new job goes there; it ends with its last one, or at once when it is killed. */
  function retire(old: Running, kill: boolean): void {
    old.retired = true;
    if (kill) old.browser.kill();
    if (old.inFlight > 0) return;
    const end = old.browser.close().finally(() => ending.delete(end));
    ending.add(end);
  }

  async function attempt(job: PrintJob, moreCpuMs: number): Promise<Uint8Array> {
    const on = await running();
    on.inFlight += 1;
    let doubt = true;
    try {
      const pdf = await watched(on, job, moreCpuMs);
      doubt = false;
      if (pagesOf(pdf) > limits.pages) throw new Problem('document.failed', { reason: 'pages', limit: limits.pages });
      return pdf;
    } finally {
      on.inFlight -= 1;
      on.printed += 1;
      if (doubt || on.retired || isWorn(on)) retire(on, doubt);
      else if (on.inFlight === 0) idleClock = setTimeout(closeIdle, limits.idleMs, on).unref();
    }
  }

  function closeIdle(on: Running): void {
    if (on.inFlight === 0 && !on.retired) retire(on, false);
  }

  function isWorn({ browser, bornAt, printed }: Running): boolean {
    if (printed >= limits.prints || Date.now() - bornAt > limits.ageMs) return true;
    return printed % printsBetweenLooks === 0 && groupUse(browser.group)().bytes > limits.memoryBytes * 0.7;
  }

  /** Prints under the limits; whoever passes one is killed with everything that the browser started. */
  function watched(on: Running, job: PrintJob, moreCpuMs: number): Promise<Uint8Array> {
    const { cpuMs, wallMs, memoryBytes } = limits;
    const isShared = () => on.printed > 0 || on.inFlight > 1;
    return watchPrint({
      group: on.browser.group,
      limits: { wallMs, memoryBytes, cpuMs: cpuMs + moreCpuMs },
      isShared,
      print: () => on.pool.print(job, limits.pages + 1),
    });
  }

  /** A browser that dies or fills up under a job may do so of something else: the job gets one fresh browser. */
  async function print(job: PrintJob, moreCpuMs: number): Promise<Uint8Array> {
    try {
      return await attempt(job, moreCpuMs);
    } catch (error) {
      if (error instanceof Strayed) throw new Problem('document.failed', { reason: 'strayed' });
      if (error instanceof Problem && error.params.shared !== true) throw error;
    }
    try {
      return await attempt(job, moreCpuMs);
    } catch (error) {
      if (error instanceof Strayed) throw new Problem('document.failed', { reason: 'strayed' });
      if (error instanceof Problem || error instanceof BrowserGone) throw error;
      throw new Problem('document.failed', {
        reason: 'crash',
        message: error instanceof Error ? error.message : String(error),
      });
    }
  }

  return {
    print(job, { moreCpuMs = 0, fresh = false } = {}) {
      if (closed) return Promise.reject(new Error('the printer is closed'));
      return slots.take(() => {
        if (fresh && inUse && !inUse.retired) retire(inUse, false);
        return print(job, moreCpuMs);
      });
    },
    isReadyFor: (job) => inUse?.retired === false && inUse.pool.has(job.key),
    async close() {
      closed = true;
      clearTimeout(idleClock);
      await slots.idle();
      const last = await current?.catch(() => undefined);
      if (last && !last.retired) retire(last, false);
      await Promise.all(ending);
    },
  };
}
