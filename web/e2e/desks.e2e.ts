import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { demoChain, expectAccessible, openPage, signInOffice } from './support.ts';

const sizes = { phone: [360, 640], desk: [1280, 800] } as const;
const schemes = ['light', 'dark'] as const;
const looks = Object.entries(sizes).flatMap(([name, [width, height]]) =>
  schemes.map((colorScheme) => ({ name, colorScheme, viewport: { width, height } })),
);
const { operator } = inject('demo');
const chain = demoChain('zielony');
/** The first page is the sign-in page. */
const desks = [
  {
    who: 'chain admin',
    url: chain.url,
    account: chain.admin,
    paths: [
      '/office',
      '/office?q=nic',
      '/office/templates',
      '/office/templates?kind=email',
      '/office/templates?kind=theme',
      '/office/welcome',
    ],
  },
  { who: 'operator', url: operator.url, account: operator, paths: ['/operator', '/operator/new'] },
];

let browser: Browser;

beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());

describe.for(looks)('on a $name, $colorScheme,', ({ viewport, colorScheme }) => {
  it.for(desks)(
    'axe finds nothing on any page of the $who, and nothing is cut off',
    async ({ url, account, paths }) => {
      const page = await openPage(browser, { viewport, colorScheme });
      await page.goto(`${url}${paths[0]}`);
      await expectAccessible(page, 'sign-in');
      await signInOffice(page, account);
      await page.getByRole('button', { name: 'Wyloguj' }).waitFor();
      for (const path of paths) {
        await page.goto(`${url}${path}`);
        await page.waitForLoadState('networkidle');
        await expectAccessible(page, path);
        expect(await overflow(page), path).toBe(0);
      }
      await page.context().close();
    },
  );
});

/** How many pixels the page is wider than the window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { document, innerWidth } = globalThis as unknown as {
      document: { documentElement: { scrollWidth: number } };
      innerWidth: number;
    };
    return document.documentElement.scrollWidth - innerWidth;
  });
}
