import { type Browser, startBrowser } from './browser.ts';
import type { Chromium } from './findChromium.ts';
import type { Isolation } from './isolation.ts';

export type Launch = { first: Browser; again: () => Promise<Browser> };

/** Finds out once whether Chromium's own sandbox works here. */
export async function firstLaunch(
  chromium: Chromium,
  isolation: Isolation,
  onNotice: (text: string) => void,
): Promise<Launch> {
  try {
    return {
      first: await startBrowser(chromium, isolation, true),
      again: () => startBrowser(chromium, isolation, true),
    };
  } catch {
    const first = await startBrowser(chromium, isolation, false);
    onNotice("Chromium's own sandbox does not work on this system. The other layers stay.");
    return { first, again: () => startBrowser(chromium, isolation, false) };
  }
}
