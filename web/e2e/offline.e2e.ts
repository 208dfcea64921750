import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page as ListPage } from '../../src/contract/common.ts';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { callFrom, documentOf, issueAll, signInShopper } from './pageCalls.ts';
import { demoChain, openPage } from './support.ts';
import { pushReceipt } from './till.ts';

const chain = demoChain('zielony');
const buyer = { kind: 'person', name: 'Anna Nowak' } as const;

let browser: Browser;
beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());

/** Waits until the service worker answers for the page and has the files that the page loaded before it. */
async function ready(page: Page): Promise<void> {
  await page.evaluate('navigator.serviceWorker.ready');
  await expect
    .poll(() => page.evaluate("caches.open('efk-assets').then(async (c) => (await c.keys()).length)"))
    .toBeGreaterThan(8);
}

const offline = (page: Page, is: boolean) => page.context().setOffline(is);
const next = (page: Page) => page.getByRole('button', { name: 'Dalej' });

async function signedIn(email: string): Promise<Page> {
  const page = await openPage(browser);
  await page.goto(chain.url);
  await signInShopper(page, email);
  await page.reload();
  return page;
}

describe('without a connection', () => {
  it('the start, each step of an order and each reload show the site, not the browser’s error page', async () => {
    const page = await openPage(browser);
    await page.goto((await pushReceipt(chain)).url);
    await next(page).waitFor();
    await ready(page);
    await offline(page, true);
    await page.reload();
    await next(page).click();
    await page.locator('input[autocomplete="name"]').fill('Anna Nowak');
    await page.getByLabel('E-mail').fill('offline@example.com');
    await page.reload();
    await expect.poll(() => page.locator('input[autocomplete="name"]').inputValue()).toBe('Anna Nowak');
    await next(page).click();
    await page.getByRole('heading', { name: 'Sprawdź i wystaw' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Na kogo faktura?' }).waitFor();
    await page.goto(chain.url);
    await page.getByText('Twoja niedokończona faktura').waitFor();
  });

  it('an order waits, also over a reload, and is issued once when the connection is back', async () => {
    const page = await signedIn('waits@example.com');
    await page.goto((await pushReceipt(chain)).url);
    await next(page).click();
    await page.locator('input[autocomplete="name"]').fill('Anna Nowak');
    await next(page).click();
    await page.getByRole('button', { name: 'Wystaw fakturę' }).waitFor();
    await ready(page);
    await offline(page, true);
    await page.getByRole('button', { name: 'Wystaw fakturę' }).click();
    await page.getByText('Nie ma połączenia').waitFor();
    await page.reload();
    await page.getByText('Nie ma połączenia').waitFor();
    await offline(page, false);
    await page.waitForURL(/\/invoices\/[0-9a-f-]{36}$/);
    const { items } = await callFrom<ListPage<object>>(page, '/invoices');
    expect(items).toHaveLength(1);
  });

  it('her list and the documents she has seen are there, until she signs out', async () => {
    const page = await signedIn('reads@example.com');
    const receipt = await pushReceipt(chain);
    const { id, number } = await issueAll(page, { code: receipt.code }, buyer);
    await documentOf(page, id);
    await page.goto(`${chain.url}/invoices`);
    await ready(page);
    await page.getByRole('link', { name: new RegExp(number) }).click();
    await page.getByRole('button', { name: 'Powiększ podgląd' }).waitFor();
    await offline(page, true);
    await page.reload();
    await page.getByRole('button', { name: 'Powiększ podgląd' }).waitFor();
    await page.goto(`${chain.url}/invoices`);
    await page.getByRole('link', { name: new RegExp(number) }).waitFor();

    await offline(page, false);
    await page.goto(`${chain.url}/profile`);
    await page.getByRole('button', { name: 'Wyloguj', exact: true }).click();
    await page.getByRole('button', { name: 'Skanuj paragon' }).waitFor();
    const kept = 'caches.open("efk-own").then(async (c) => (await c.keys()).map((one) => one.url))';
    await expect.poll(() => page.evaluate(kept)).toEqual([]);
    await offline(page, true);
    await page.goto(`${chain.url}/invoices/${id}`);
    await page.locator('h1').waitFor();
    expect(await page.content()).not.toContain(number);
  });

  it('another account at the same device finds nothing of the one before', async () => {
    const page = await signedIn('first@example.com');
    const receipt = await pushReceipt(chain);
    const { number } = await issueAll(page, { code: receipt.code }, buyer);
    await page.goto(`${chain.url}/invoices`);
    await page.getByRole('link', { name: new RegExp(number) }).waitFor();
    await ready(page);
    await signInShopper(page, 'second@example.com');
    await offline(page, true);
    await page.reload();
    await page.locator('h1').waitFor();
    expect(await page.content()).not.toContain(number);
  });
});

describe('on the home screen', () => {
  it.each(['zielony', 'megadom'] as const)('%s is installable, with its name, colours and icons', async (slug) => {
    const page = await openPage(browser);
    const { url } = demoChain(slug);
    await page.goto(url);
    const manifest = await page.evaluate<{ name: string; start_url: string; icons: { src: string; sizes: string }[] }>(
      "fetch('/manifest.webmanifest').then((answer) => answer.json())",
    );
    expect(manifest).toMatchObject({ start_url: '/?scan', display: 'standalone' });
    const apple = await page.locator('link[rel="apple-touch-icon"]').getAttribute('href');
    const sources = [...manifest.icons.map(({ src }) => src), apple];
    const sizes = await page.evaluate(`Promise.all(${JSON.stringify(sources)}.map(async (source) => {
      const { width, height } = await createImageBitmap(await (await fetch(source)).blob());
      return width + 'x' + height;
    }))`);
    expect(sizes).toEqual([...manifest.icons.map((icon) => icon.sizes), '180x180']);
    const cdp = await page.context().newCDPSession(page);
    await expect.poll(async () => (await cdp.send('Page.getInstallabilityErrors')).installabilityErrors).toEqual([]);
  });

  it('the icon opens straight into the scanner, and its cross leads to the start', async () => {
    const page = await openPage(browser);
    await page.goto(`${chain.url}/?scan`);
    // Without a camera in this browser the heading changes at once, and the message about the camera stays.
    await page.getByText('Nie widzimy aparatu').waitFor();
    await page.getByRole('button', { name: 'Zamknij' }).click();
    await page.getByRole('button', { name: 'Skanuj paragon' }).waitFor();
    expect(new URL(page.url()).search).toBe('');
  });
});

describe('the first screen', () => {
  it('is in the served page and its links work without a script', async () => {
    const page = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(chain.url);
    await page.getByRole('heading', { name: 'Faktura do paragonu w minutę' }).waitFor();
    expect(await page.getByRole('link', { name: 'Skanuj paragon' }).getAttribute('href')).toBe('/?scan');
    const answer = await page.goto(`${chain.url}/nowhere`);
    expect(answer?.status()).toBe(404);
    await page.getByRole('heading', { name: 'Nie ma takiej strony' }).waitFor();
    await page.getByRole('link', { name: 'Wróć na początek' }).click();
    await page.getByRole('heading', { name: 'Faktura do paragonu w minutę' }).waitFor();
  });

  it('is drawn within 2 s on 400 kbit/s with a quarter of the CPU, and does not move when the script takes over', async () => {
    const page = await openPage(browser);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Network.enable');
    const bytesPerSecond = 400_000 / 8;
    await cdp.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 150, downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond },
    });
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.addInitScript(`
      window.moved = 0;
      new PerformanceObserver((list) => { for (const one of list.getEntries()) window.moved += one.value; })
        .observe({ type: 'layout-shift', buffered: true });
    `);
    await page.goto(chain.url);
    await page.getByRole('button', { name: 'Skanuj paragon' }).waitFor();
    const paint = await page.evaluate<number>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
    expect(paint).toBeLessThan(2_000);
    expect(await page.evaluate('window.moved')).toBeLessThan(0.1);
    console.info(`first paint after ${Math.round(paint)} ms`);
  });
});
