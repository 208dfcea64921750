import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { demoChain, expectAccessible, mailTo, openPage, tabTo } from './support.ts';
import { pushReceipt } from './till.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());

const code = (page: Page) => page.getByRole('textbox', { name: 'Kod z paragonu' });
const next = (page: Page) => page.getByRole('button', { name: 'Dalej' });

it('the start page loads at most 60 KB of script, gzipped, before the first scan', async () => {
  const page = await openPage(browser);
  const scripts: Promise<number>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script')
      scripts.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto(demoChain('zielony').url);
  await page.getByRole('button', { name: 'Wpisz kod' }).waitFor();
  await page.waitForLoadState('networkidle');
  const sizes = await Promise.all(scripts);
  expect(sizes.length).toBeGreaterThan(3);
  expect(sizes.reduce((a, b) => a + b)).toBeLessThanOrEqual(60_000);
});

it('every step from the code to the PDF works by keyboard alone', async () => {
  const page = await openPage(browser);
  const receipt = await pushReceipt(demoChain('megadom'));
  await page.goto(demoChain('megadom').url);
  const press = (key: string) => page.keyboard.press(key);
  await page.getByRole('button', { name: 'Wpisz kod' }).waitFor();
  await tabTo(page, /Wpisz kod/);
  await press('Enter');
  await code(page).and(page.locator(':focus')).waitFor();
  await page.keyboard.type(receipt.code);
  await press('Enter');
  await page.waitForURL(/\/receipt/);
  await next(page).waitFor();
  await tabTo(page, /Towar 2/);
  await press('Space');
  await page.getByText('1 z 2 pozycji').waitFor();
  await tabTo(page, /^Dalej/);
  await press('Enter');
  await page.getByRole('heading', { name: 'Na kogo faktura?' }).waitFor();
  await tabTo(page, /^Imię/);
  await page.keyboard.type('Anna Nowak');
  await tabTo(page, /E-mail/);
  await page.keyboard.type('keyboard@example.com');
  await press('Enter');
  await page.getByRole('heading', { name: 'Sprawdź i wystaw' }).waitFor();
  await tabTo(page, /Wyślij kod/);
  await press('Enter');
  const digits = /\d{6}/.exec((await mailTo('keyboard@example.com', /kod/)).subject)?.[0] ?? '';
  await page.getByRole('textbox').and(page.locator(':focus')).waitFor();
  await page.keyboard.type(digits);
  await page.waitForURL(/\/invoices\//);
  await page.getByRole('link', { name: 'Pobierz PDF' }).waitFor();
});

describe.for(['zielony', 'megadom'] as const)('%s', (slug) => {
  it.for([
    { name: 'in dark colours', options: { colorScheme: 'dark' as const } },
    { name: 'on 320 px', options: { viewport: { width: 320, height: 568 } } },
    { name: 'at double text size', options: {}, rootSize: '200%' },
  ])('no page scrolls sideways and axe reports nothing $name', async ({ name, options, rootSize }) => {
    const page = await openPage(browser, options);
    const receipt = await pushReceipt(demoChain(slug), {
      lines: 40,
      deposits: [{ name: 'Butelka', quantity: '2', unitPrice: 50 }],
    });
    async function expectWhole(what: string): Promise<void> {
      if (rootSize) await page.evaluate(`document.documentElement.style.fontSize = '${rootSize}'`);
      await expectAccessible(page, `${what} ${name}`);
      const [content, shown] = await page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, innerWidth]',
      );
      expect(content, `${what} ${name} scrolls sideways`).toBeLessThanOrEqual(shown);
    }
    await page.goto(demoChain(slug).url);
    await expectWhole('start');
    await page.getByRole('button', { name: 'Wpisz kod' }).click();
    await code(page).waitFor();
    await expectWhole('finder');
    await page.goto(receipt.url);
    await next(page).waitFor();
    await expectWhole('receipt');
    await next(page).click();
    await page.waitForURL(/\/buyer/);
    await expectWhole('buyer');
    await page.locator('input[autocomplete="name"]').fill('Anna Nowak');
    await page.getByLabel('E-mail').fill('narrow@example.com');
    await next(page).click();
    await page.waitForURL(/\/confirm/);
    await expectWhole('confirm');
    await page.goto(`${demoChain(slug).url}/sign-in`);
    await expectWhole('sign-in');
  });
});
