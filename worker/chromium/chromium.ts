import { availableParallelism } from 'node:os';
import type { Browser } from './browser.ts';
import { findChromium } from './findChromium.ts';
import { chooseIsolation } from './isolation.ts';
import { firstLaunch } from './launch.ts';
import { type Limits, openBrowserPrinter, type Printer } from './printer.ts';
import { removeStaleProfiles } from './profiles.ts';

export type { Limits, Printer } from './printer.ts';

export type Chromium = {
  /** A printer with its own browser. The first printer gets the browser that openChromium() started as a test. */
  printer(limits?: Partial<Limits>, nice?: number): Printer;
};

type Found = { chromiumPath?: string; dataDir: string; onNotice: (text: string) => void };

/** Limits of a printer. An invoice of 5,000 lines with the longest names has 630 pages. */
export const usualLimits: Limits = {
  wallMs: 20_000,
  cpuMs: 20_000,
  pages: 700,
  memoryBytes: 1_500_000_000,
  prints: 2_000,
  ageMs: 6 * 3_600_000,
  idleMs: 6 * 3_600_000,
  atOnce: availableParallelism(),
  waiting: 500,
  keptPages: 8,
};

/**
 * Finds the browser and the isolation layers that this machine allows. Calls `onNotice` once for each missing layer.
 */
export async function openChromium(opts: Found): Promise<Chromium> {
  removeStaleProfiles();
  const found = await findChromium(opts);
  const isolation = chooseIsolation(opts.onNotice);
  const launch = await firstLaunch(found, isolation, opts.onNotice);
  let first: Browser | undefined = launch.first;
  return {
    printer(limits = {}, nice = 0) {
      const started = nice === 0 ? first : undefined;
      if (started) first = undefined;
      return openBrowserPrinter(() => launch.again(nice), { ...usualLimits, ...limits }, started);
    },
  };
}

/** Opens one supervised Chromium that prints documents. */
export async function openPrinter(opts: Found & { limits?: Partial<Limits> }): Promise<Printer> {
  return (await openChromium(opts)).printer(opts.limits);
}
