import { Problem } from '../../src/domain/problem.ts';
import type { PrintJob } from '../../src/render/page/document.ts';
import type { Browser } from './browser.ts';
import { BrowserGone } from './cdp.ts';
import { openPagePool, type PagePool } from './pagePool.ts';
import { pagesOf } from './pagesOf.ts';
import { NavigationAttempted } from './printPage.ts';
import { groupUse } from './processUse.ts';
import { openSlots } from './slots.ts';
import { watchPrint } from './watchPrint.ts';

export type Printer = {
  /**
   * The PDF of a job: tagged, titled, A4. Throws Problem('document.failed', { reason }) for a document that cannot be
   * printed; reason is 'time', 'memory', 'pages', 'crash' or 'strayed' (a navigation attempt). Throws
   * Problem('unavailable') when too many jobs wait. A failed print does not affect the next one. `moreCpuMs` is added to
   * the CPU limit; with `fresh` a new browser prints the job.
   */
  print(job: PrintJob, options?: { moreCpuMs?: number; fresh?: boolean }): Promise<Uint8Array>;
  /** Whether a page for the job is ready, which makes the print 200 ms faster. */
  isReadyFor(job: PrintJob): boolean;
  /** Waits for the running prints, then ends every process. */
  close(): Promise<void>;
};

export type Limits = {
  /** Time of one print, including the preparation of its page. */
  wallMs: number;
  /** CPU time of all processes of the browser during a print. Other programs on the machine do not affect this time. */
  cpuMs: number;
  pages: number;
  /** Memory of all processes of the browser, in bytes. */
  memoryBytes: number;
  /** A browser is replaced after this many prints, or at this age. */
  prints: number;
  ageMs: number;
  /** A browser is closed after this time without a print; the next print starts another. */
  idleMs: number;
  /** Simultaneous prints in one browser. */
  atOnce: number;
  /** Most jobs that may wait. */
  waiting: number;
  /** Pages that are kept ready; each takes about 75 MB. */
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

/** The memory of the browser is read once per this many prints, because a browser's memory grows slowly. */
const printsBetweenLooks = 100;

/**
 * Supervises one browser: started with the first print unless `first` is given, and replaced when worn or after a
 * failed print.
 */
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
    // The print that asked for the browser gets the error; the next print starts another.
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
    // Several prints may wait here. The first one to continue starts a browser; the others must not discard that
    // browser.
    if (current === asked) current = undefined;
    return running();
  }

  /** The browser gets no new job. It ends after its last job, or at once with `kill`. */
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
    let unhealthy = true;
    try {
      const pdf = await watched(on, job, moreCpuMs);
      unhealthy = false;
      if (pagesOf(pdf) > limits.pages) throw new Problem('document.failed', { reason: 'pages', limit: limits.pages });
      return pdf;
    } finally {
      on.inFlight -= 1;
      on.printed += 1;
      if (unhealthy || on.retired || isDueForReplacement(on)) retire(on, unhealthy);
      else if (on.inFlight === 0) idleClock = setTimeout(closeIdle, limits.idleMs, on).unref();
    }
  }

  function closeIdle(on: Running): void {
    if (on.inFlight === 0 && !on.retired) retire(on, false);
  }

  function isDueForReplacement({ browser, bornAt, printed }: Running): boolean {
    if (printed >= limits.prints || Date.now() - bornAt > limits.ageMs) return true;
    return printed % printsBetweenLooks === 0 && groupUse(browser.group)().bytes > limits.memoryBytes * 0.7;
  }

  /** Prints within the limits. When a limit is exceeded, attempt() kills the browser with all its processes. */
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

  /**
   * When the browser crashes or exceeds its memory, another job may be the cause, so the job is repeated once in a
   * fresh browser.
   */
  async function print(job: PrintJob, moreCpuMs: number): Promise<Uint8Array> {
    try {
      return await attempt(job, moreCpuMs);
    } catch (error) {
      if (error instanceof NavigationAttempted) throw new Problem('document.failed', { reason: 'strayed' });
      if (error instanceof Problem && error.params.shared !== true) throw error;
    }
    try {
      return await attempt(job, moreCpuMs);
    } catch (error) {
      if (error instanceof NavigationAttempted) throw new Problem('document.failed', { reason: 'strayed' });
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
      // A browser that did not start needs no closing.
      const last = await current?.catch(() => undefined);
      if (last && !last.retired) retire(last, false);
      await Promise.all(ending);
    },
  };
}
