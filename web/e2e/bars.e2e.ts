import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { demoChain, expectAccessible, mailTo, openPage } from './support.ts';
import { pushReceipt } from './till.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());

const code = (page: Page) => page.getByRole('textbox', { name: 'Kod z paragonu' });
const next = (page: Page) => page.getByRole('button', { name: 'Dalej' });

async function signInWithMail(page: Page, email: string): Promise<void> {
  await page.getByRole('button', { name: /Wyślij kod/ }).click();
  await page.getByRole('textbox').fill(/\d{6}/.exec((await mailTo(email, /kod/)).subject)?.[0] ?? '');
}

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

it('a returning shopper who opens the link on her receipt taps twice and types nothing', async () => {
  const chain = demoChain('zielony');
  const page = await openPage(browser);
  const email = 'returning@example.com';
  await page.goto((await pushReceipt(chain)).url);
  await next(page).click();
  await page.locator('input[autocomplete="name"]').fill('Anna Nowak');
  await page.getByLabel('E-mail').fill(email);
  await next(page).click();
  await signInWithMail(page, email);
  await page.waitForURL(/\/invoices\//);

  const second = await pushReceipt(chain);
  await page.addInitScript(`
    const count = () => sessionStorage.setItem('taps', String(Number(sessionStorage.getItem('taps')) + 1));
    addEventListener('click', (event) => event.isTrusted && count(), { capture: true });
    addEventListener('keydown', count, { capture: true });
  `);
  await page.goto(second.url);
  await page.getByRole('button', { name: /Wystaw.*Anna Nowak/ }).click();
  const download = page.getByRole('link', { name: 'Pobierz PDF' });
  const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
  expect(await page.evaluate("sessionStorage.getItem('taps')")).toBe('2');
  expect(file.suggestedFilename()).toMatch(/\.pdf$/);
});

it('every step from the code to the PDF works by keyboard alone', async () => {
  const page = await openPage(browser);
  const receipt = await pushReceipt(demoChain('megadom'));
  await page.goto(demoChain('megadom').url);
  const press = (key: string) => page.keyboard.press(key);
  /** Presses Tab until the focused element matches the words. */
  async function tabTo(words: RegExp): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      await press('Tab');
      const focused = await page.evaluate<string>(`(({ ariaLabel, labels, textContent }) =>
        [ariaLabel, labels?.[0]?.textContent, textContent].join(' ').trim())(document.querySelector('body :focus') ?? {})`);
      if (words.test(focused)) return;
    }
    throw new Error(`the focus never reached ${words}`);
  }
  await page.getByRole('button', { name: 'Wpisz kod' }).waitFor();
  await tabTo(/Wpisz kod/);
  await press('Enter');
  await code(page).and(page.locator(':focus')).waitFor();
  await page.keyboard.type(receipt.code);
  await press('Enter');
  await page.waitForURL(/\/receipt/);
  await next(page).waitFor();
  await tabTo(/Towar 2/);
  await press('Space');
  await page.getByText('1 z 2 pozycji').waitFor();
  await tabTo(/^Dalej/);
  await press('Enter');
  await page.getByRole('heading', { name: 'Na kogo faktura?' }).waitFor();
  await tabTo(/^Imię/);
  await page.keyboard.type('Anna Nowak');
  await tabTo(/E-mail/);
  await page.keyboard.type('keyboard@example.com');
  await press('Enter');
  await page.getByRole('heading', { name: 'Sprawdź i wystaw' }).waitFor();
  await tabTo(/Wyślij kod/);
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
