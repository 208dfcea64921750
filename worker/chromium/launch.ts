import { type Browser, startBrowser } from './browser.ts';
import type { Chromium } from './findChromium.ts';
import type { Isolation } from './isolation.ts';

export type Launch = { first: Browser; again: (nice: number) => Promise<Browser> };

/**
 * Starts the first browser with Chromium's sandbox, and without the sandbox when that start fails. `again` uses the
 * same setting.
 */
export async function firstLaunch(
  chromium: Chromium,
  isolation: Isolation,
  onNotice: (text: string) => void,
): Promise<Launch> {
  const start = (sandbox: boolean, nice: number) => startBrowser(chromium, isolation, { sandbox, nice });
  try {
    return { first: await start(true, 0), again: (nice) => start(true, nice) };
  } catch {
    // Where the sandbox was not the cause, this second start throws the reason.
    const first = await start(false, 0);
    onNotice("Chromium's own sandbox does not work on this system. The other layers stay.");
    return { first, again: (nice) => start(false, nice) };
  }
}
