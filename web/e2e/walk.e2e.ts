import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { waitMs } from '../../src/testing/until.ts';
import { callFrom, signInShopper } from './pageCalls.ts';
import { demoChain, openPage } from './support.ts';
import { pushReceipt } from './till.ts';
import { Walk } from './walking/walk.ts';

/** `EFK_WALKS=500 EFK_SEED=7 vitest run --project e2e web/e2e/walk.e2e.ts` walks more of them, or other ones. */
const walks = Number(process.env.EFK_WALKS ?? 25);
const seed = Number(process.env.EFK_SEED ?? 20261124);
// A shopper may issue a limited number of invoices a day.
const walksPerShopper = 20;
const msPerWalk = 60_000;

const chain = demoChain('zielony');
let browser: Browser;
beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());

/** A shopper who is signed in, in a browser whose service worker has the site. */
async function shopper(number: number): Promise<Page> {
  const page = await openPage(browser);
  await page.goto((await pushReceipt(chain)).url);
  await page.getByRole('button', { name: 'Dalej' }).waitFor();
  await signInShopper(page, `walk${seed}x${number}@example.com`);
  await page.evaluate('navigator.serviceWorker.ready');
  await page.reload();
  await page.getByRole('button', { name: 'Dalej' }).waitFor();
  const kept = "caches.open('efk-assets').then(async (cache) => (await cache.keys()).length)";
  await expect.poll(() => page.evaluate<number>(kept), { timeout: waitMs }).toBeGreaterThan(20);
  await page.evaluate("localStorage.removeItem('efk.draft')");
  return page;
}

type Listed = { items: { receipts: { receiptId?: string; code?: string }[] }[] };

it(
  `${walks} random walks over Back, Forward, reload, two tabs, a closed browser and lost connections end with one invoice`,
  async () => {
    let first: Page | undefined;
    let context: BrowserContext | undefined;
    let issued = 0;
    let reloaded = 0;
    const steps: Record<string, number> = {};
    for (let number = 0; number < walks; number += 1) {
      if (number % walksPerShopper === 0 || !context || !first) {
        await context?.close();
        first = await shopper(number);
        context = first.context();
        issued = 0;
      }
      const receipt = await pushReceipt(chain, { lines: [{ quantity: '3' }, { quantity: '1' }] });
      const walk = new Walk(context, { start: chain.url, receipt, seed: seed + number });
      await walk.run();
      issued += 1;
      if (walk.hasReloaded) reloaded += 1;
      const { items } = await callFrom<Listed>(first, '/invoices?limit=50');
      expect(items.length, `walk ${seed + number}: ${walk.history.join(' › ')}`).toBe(issued);
      for (const step of walk.history) steps[step] = (steps[step] ?? 0) + 1;
    }
    console.info(`${walks} walks from seed ${seed}, ${reloaded} with a page loaded again:`, JSON.stringify(steps));
    await context?.close();
    expect(reloaded).toBeLessThanOrEqual(Math.ceil(walks / 25));
  },
  walks * msPerWalk,
);
