import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { callFrom, documentOf, issueAll, signInShopper } from './pageCalls.ts';
import { demoChain, expectAccessible, openPage, operatorPage } from './support.ts';
import { pushReceipt } from './till.ts';

const chain = demoChain('zielony');
const buyer = { kind: 'person', name: 'Anna Nowak' } as const;

let browser: Browser;
beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());

async function signedIn(email: string): Promise<Page> {
  const page = await openPage(browser);
  await page.goto(chain.url);
  await signInShopper(page, email);
  return page;
}

describe('a receipt that is invoiced completely', () => {
  it('leads its owner to her invoice, and tells others only that it is invoiced', async () => {
    const page = await signedIn('owner@example.com');
    const receipt = await pushReceipt(chain);
    const invoice = await issueAll(page, { code: receipt.code }, buyer);
    await page.goto(receipt.url);
    await page.getByRole('link', { name: invoice.number }).click();
    await page.waitForURL(new RegExp(`/invoices/${invoice.id}$`));

    const stranger = await openPage(browser);
    await stranger.goto(receipt.url);
    await stranger.getByText('Wszystko z tego paragonu jest już na fakturze.').waitFor();
    expect(await stranger.content()).not.toContain(invoice.number);
    const other = await signedIn('other@example.com');
    const found = await callFrom<object>(other, '/receipts/find', { method: 'POST', body: { code: receipt.code } });
    expect(found).not.toHaveProperty('ownInvoices');
  });
});

it('a receipt that is not found and one that is too old name the ways to reach the chain', async () => {
  const page = await openPage(browser);
  await page.goto(`${chain.url}/r/7K3M9QXA4TB2C`);
  await expect.poll(() => page.getByRole('link', { name: /800/ }).getAttribute('href')).toBe('tel:800555010');
  await expectAccessible(page, 'a receipt that is not found');
  const old = await pushReceipt(chain, { issuedAt: '2026-01-05T12:00:00+01:00' });
  await page.goto(old.url);
  await page.getByText('Czas na fakturę minął').waitFor();
  await page.getByRole('link', { name: 'pomoc@zielony.example' }).waitFor();
});

it('a receipt that is added twice is named, and stays on the page once', async () => {
  const page = await openPage(browser);
  const receipt = await pushReceipt(chain);
  await page.goto(receipt.url);
  await page.getByRole('button', { name: 'Dodaj kolejny paragon' }).click();
  const dialog = page.getByRole('dialog');
  const field = dialog.getByRole('textbox', { name: 'Kod z paragonu' });
  // Without a camera the dialog shows the field by itself.
  await field.fill(receipt.code);
  await page.keyboard.press('Enter');
  await page.getByText('Ten paragon już tu jest').waitFor();
  expect(await page.getByRole('article').count()).toBe(1);
});

it.each(['zielony', 'megadom'] as const)('a wrong address of %s shows the chain and a way out', async (slug) => {
  const page = await openPage(browser);
  const answer = await page.goto(`${demoChain(slug).url}/faktury/2026`);
  expect(answer?.status()).toBe(404);
  await page.getByRole('heading', { name: 'Nie ma takiej strony' }).waitFor();
  await page.locator('header img').waitFor();
  await expectAccessible(page, 'a wrong address');
  await page.getByRole('link', { name: 'Wróć na początek' }).click();
  await page.getByRole('button', { name: 'Skanuj paragon' }).waitFor();
});

it('the preview of a PDF zooms by double tap, two fingers and keys, and opens the file', async () => {
  const page = await signedIn('zoom@example.com');
  const receipt = await pushReceipt(chain);
  const { id } = await issueAll(page, { code: receipt.code }, buyer);
  await documentOf(page, id);
  await page.goto(`${chain.url}/invoices/${id}`);
  await page.getByRole('button', { name: 'Powiększ podgląd' }).click();
  const dialog = page.getByRole('dialog');
  const paper = dialog.locator('canvas').first();
  await paper.waitFor();
  await expectAccessible(page, 'the enlarged PDF');
  const width = async () => (await paper.boundingBox())?.width ?? 0;
  const fitting = await width();
  await paper.dblclick({ position: { x: 150, y: 200 } });
  expect(await width()).toBeGreaterThan(fitting * 2);
  await page.keyboard.press('0');
  expect(await width()).toBe(fitting);
  await page.keyboard.press('+');
  expect(await width()).toBeGreaterThan(fitting * 1.3);
  await page.keyboard.press('0');
  await pinch(page, 2);
  expect(await width()).toBeGreaterThan(fitting * 1.8);
  const asked = page.context().waitForEvent('request', (request) => request.url().endsWith(`/invoices/${id}/pdf`));
  await dialog.getByRole('link', { name: 'Otwórz plik' }).click();
  await asked;
  await page.bringToFront();
  await page.keyboard.press('Escape');
  await expect.poll(() => dialog.count()).toBe(0);
  expect(await page.evaluate("document.activeElement?.getAttribute('aria-label')")).toBe('Powiększ podgląd');
});

/** Two fingers on the middle of the page that move apart until their distance has grown by `factor`. */
async function pinch(page: Page, factor: number): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', apart: number) =>
    cdp.send('Input.dispatchTouchEvent', {
      type,
      touchPoints:
        type === 'touchEnd'
          ? []
          : [
              { x: 180 - apart / 2, y: 320, id: 1 },
              { x: 180 + apart / 2, y: 320, id: 2 },
            ],
    });
  await touch('touchStart', 80);
  for (const share of [0.25, 0.5, 0.75, 1]) await touch('touchMove', 80 * (1 + (factor - 1) * share));
  await touch('touchEnd', 0);
}

it('on a wide screen the logo, every page and the footer begin at one left edge', async () => {
  const page = await openPage(browser, { viewport: { width: 1280, height: 800 } });
  const receipt = await pushReceipt(chain);
  const leftOf = async (selector: string) => (await page.locator(selector).first().boundingBox())?.x;
  const steps = ['/', '/sign-in', '/nowhere', `/r/${receipt.code}`, '/receipt', '/buyer', '/confirm'];
  for (const path of steps) {
    await page.goto(chain.url + path);
    if (path.startsWith('/r/')) await page.waitForURL(/\/receipt$/);
    if (path === '/buyer') {
      await page.locator('input[autocomplete="name"]').fill('Anna Nowak');
      await page.getByLabel('E-mail').fill('edge@example.com');
      await page.getByRole('button', { name: 'Dalej' }).click();
      await page.waitForURL(/\/confirm$/);
    }
    await page.locator('main h1').first().waitFor();
    const edges = [await leftOf('header .home img'), await leftOf('main h1'), await leftOf('footer p')];
    expect([path, ...edges]).toEqual([path, 64, 64, 64]);
  }
});

describe('a suspended chain', () => {
  it('lets its shopper sign in, read and download, and says that new invoices are paused', async () => {
    const megadom = demoChain('megadom');
    const page = await openPage(browser);
    await page.goto(megadom.url);
    await signInShopper(page, 'suspended@example.com');
    const receipt = await pushReceipt(megadom);
    const invoice = await issueAll(page, { code: receipt.code }, { ...buyer, address: 'ul. Polna 1, Kraków' });
    await documentOf(page, invoice.id);
    const operator = await operatorPage(browser);
    try {
      await setStatus(operator, 'megadom', 'suspend');
      await page.goto(megadom.url);
      await page.getByRole('heading', { name: 'Nowych faktur chwilowo tu nie wystawiamy' }).waitFor();
      await expectAccessible(page, 'the start of a suspended chain');
      await page.getByRole('main').getByRole('link', { name: 'Moje faktury' }).click();
      await page.getByRole('link', { name: new RegExp(invoice.number) }).click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Pobierz PDF' }).click(),
      ]);
      expect(file.suggestedFilename()).toMatch(/\.pdf$/);
      const stranger = await openPage(browser);
      await stranger.goto(receipt.url);
      await stranger.getByText('Nowych faktur chwilowo tu nie wystawiamy').waitFor();
      await stranger.goto(megadom.url);
      await signInShopper(stranger, 'suspended@example.com');
    } finally {
      await setStatus(operator, 'megadom', 'resume');
    }
  });
});

async function setStatus(operator: Page, slug: string, verb: 'suspend' | 'resume'): Promise<void> {
  const { items } = await callFrom<{ items: { id: string; slug: string }[] }>(operator, '/operator/chains');
  const { id } = items.find((one) => one.slug === slug) ?? { id: '' };
  await callFrom(operator, `/operator/chains/${id}/${verb}`, { method: 'POST' });
}
