import { availableParallelism } from 'node:os';
import { Problem } from '../src/domain/problem.ts';
import type { PrintJob } from '../src/render/document.ts';
import type { Browser } from './browser.ts';
import { BrowserGone } from './cdp.ts';
import { findChromium } from './findChromium.ts';
import { chooseIsolation } from './isolation.ts';
import { firstLaunch } from './launch.ts';
import { openPagePool, type PagePool } from './pagePool.ts';
import { pagesOf } from './pagesOf.ts';
import { Strayed } from './printPage.ts';
import { memoryOfGroup } from './processMemory.ts';
import { removeStaleProfiles } from './profiles.ts';
import { openSlots } from './slots.ts';

export type Printer = {
  /**
   * The PDF of a job: tagged, titled, A4. Throws Problem('document.failed', { reason }) for a document that cannot be
   * printed (reason 'time', 'memory', 'pages', 'crash' or 'strayed') and Problem('unavailable') when too many wait. Whatever
   * happens, the next print works. `began` is called when the job has waited for its turn.
   */
  print(job: PrintJob, began?: () => void): Promise<Uint8Array>;
  /** Waits for what is being printed, then ends every process. */
  close(): Promise<void>;
};

export type Limits = {
  /** A print, preparing its page included. */
  wallMs: number;
  pages: number;
  /** Bytes that the browser holds with all its processes. */
  memoryBytes: number;
  /** Prints and age after which a browser is replaced. */
  prints: number;
  ageMs: number;
  /** Jobs that may wait. */
  waiting: number;
  /** Pages kept ready; each takes some 75 MB. */
  keptPages: number;
};

const usual: Limits = {
  wallMs: 20_000,
  // 5,000 lines with the longest names fill 630.
  pages: 700,
  memoryBytes: 1_500_000_000,
  prints: 2_000,
  ageMs: 6 * 3_600_000,
  waiting: 500,
  keptPages: 8,
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

/** How often a running print is looked at. The first look comes late enough to cost a usual print nothing. */
const memoryLookMs = 400;

/** And how often one that only grows is. */
const printsBetweenLooks = 100;

/** One supervised Chromium that prints documents, at most one a core at a time. */
export async function openPrinter(opts: {
  chromiumPath?: string;
  dataDir: string;
  onNotice: (text: string) => void;
  limits?: Partial<Limits>;
}): Promise<Printer> {
  const limits = { ...usual, ...opts.limits };
  removeStaleProfiles();
  const chromium = await findChromium(opts);
  const isolation = chooseIsolation(opts.onNotice);
  const launch = await firstLaunch(chromium, isolation, opts.onNotice);
  const slots = openSlots(availableParallelism(), limits.waiting);
  let current: Promise<Running> | undefined = Promise.resolve(launch.first).then(asRunning);
  const ending = new Set<Promise<void>>();
  let closed = false;

  function asRunning(browser: Browser): Running {
    return {
      browser,
      pool: openPagePool(browser, limits.keptPages),
      bornAt: Date.now(),
      printed: 0,
      inFlight: 0,
      retired: false,
    };
  }

  function start(): Promise<Running> {
    const starting = launch.again().then(asRunning);
    starting.catch(() => {
      if (current === starting) current = undefined;
    });
    return starting;
  }

  async function running(): Promise<Running> {
    current ??= start();
    const found = await current;
    if (!found.retired) return found;
    current = undefined;
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

  async function attempt(job: PrintJob): Promise<Uint8Array> {
    const on = await running();
    on.inFlight += 1;
    let doubt = true;
    try {
      const pdf = await watched(on, job);
      doubt = false;
      if (pagesOf(pdf) > limits.pages) throw new Problem('document.failed', { reason: 'pages', limit: limits.pages });
      return pdf;
    } finally {
      on.inFlight -= 1;
      on.printed += 1;
      if (doubt || on.retired || (await isWorn(on))) retire(on, doubt);
    }
  }

  async function isWorn({ browser, bornAt, printed }: Running): Promise<boolean> {
    if (printed >= limits.prints || Date.now() - bornAt > limits.ageMs) return true;
    return printed % printsBetweenLooks === 0 && (await memoryOfGroup(browser.group)) > limits.memoryBytes * 0.7;
  }

  /** Prints under the limits; whoever passes one is killed with everything that the browser started. */
  async function watched(on: Running, job: PrintJob): Promise<Uint8Array> {
    const broken = Promise.withResolvers<never>();
    const stop = (reason: string, more = {}) => broken.reject(new Problem('document.failed', { reason, ...more }));
    const clock = setTimeout(() => stop('time'), limits.wallMs);
    const memory = setInterval(async () => {
      if ((await memoryOfGroup(on.browser.group)) > limits.memoryBytes)
        stop('memory', { shared: on.printed > 0 || on.inFlight > 1 });
    }, memoryLookMs);
    try {
      return await Promise.race([on.pool.print(job, limits.pages + 1), broken.promise]);
    } finally {
      clearTimeout(clock);
      clearInterval(memory);
    }
  }

  /** A browser that dies or fills up under a job may do so of something else: the job gets one fresh browser. */
  async function print(job: PrintJob): Promise<Uint8Array> {
    try {
      return await attempt(job);
    } catch (error) {
      if (error instanceof Strayed) throw new Problem('document.failed', { reason: 'strayed' });
      if (error instanceof Problem && error.params.shared !== true) throw error;
    }
    try {
      return await attempt(job);
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
    print(job, began = () => {}) {
      if (closed) return Promise.reject(new Error('the printer is closed'));
      return slots.take(() => {
        began();
        return print(job);
      });
    },
    async close() {
      closed = true;
      await slots.idle();
      const last = await current?.catch(() => undefined);
      if (last && !last.retired) retire(last, false);
      await Promise.all(ending);
    },
  };
}
