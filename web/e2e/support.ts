import { mkdtemp } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import type { DemoChainFacts } from '../../src/dev/demo/demoFacts.ts';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { writeFakeCamera } from '../../src/testing/browser/fakeCamera.ts';
import { until, waitMs } from '../../src/testing/until.ts';

export const phone = { width: 360, height: 640 };

export function demoChain(slug: 'zielony' | 'megadom'): DemoChainFacts {
  const chain = inject('demo').chains.find((one) => one.slug === slug);
  if (!chain) throw new Error(`the demo has no ${slug}`);
  return chain;
}

/** A browser whose camera shows this text as a QR code. */
export async function browserSeeing(qrText: string): Promise<Browser> {
  const clip = join(await mkdtemp(join(tmpdir(), 'efk-camera-')), 'camera.y4m');
  await writeFakeCamera(clip, qrText);
  return openTestBrowser({ fakeCamera: clip });
}

/** Opens a page that fails the test when one of its scripts throws. */
export async function openPage(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport: phone, locale: 'pl-PL', ...options });
  context.setDefaultTimeout(waitMs);
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  return page;
}

/** Presses Tab until the focused element matches the words. */
export async function tabTo(page: Page, words: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<string>(`(({ ariaLabel, labels, textContent }) =>
      [ariaLabel, labels?.[0]?.textContent, textContent].join(' ').trim())(document.querySelector('body :focus') ?? {})`);
    if (words.test(focused)) return;
  }
  throw new Error(`the focus never reached ${words}`);
}

/** Fills in the sign-in form of the office or of the operator's console on this page. */
export async function signInOffice(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Hasło', { exact: true }).fill(who.password);
  await page.keyboard.press('Enter');
}

/** A page of the operator's console, signed in. */
export async function operatorPage(browser: Browser): Promise<Page> {
  const { operator } = inject('demo');
  const page = await openPage(browser);
  await page.goto(operator.url);
  await signInOffice(page, operator);
  await page.getByRole('link', { name: 'Dodaj sieć' }).first().waitFor();
  return page;
}

type CaughtMail = { subject: string; text: string; attachments: { filename: string; url: string }[] };

/** Waits until the mail catcher has a mail to this address, and returns the newest. */
export async function mailTo(address: string, subject: RegExp): Promise<CaughtMail> {
  const first = async () => (await mailsTo(address, subject))[0];
  return until(first, { why: () => `no mail ${subject} to ${address}` });
}

/** All mails to this address in the mail catcher, newest first. */
export async function mailsTo(address: string, subject: RegExp): Promise<CaughtMail[]> {
  const answer = await fetchLocal(`${inject('demo').mail.url}/messages?to=${encodeURIComponent(address)}`);
  return (JSON.parse(answer.toString()) as CaughtMail[]).filter((mail) => subject.test(mail.subject));
}

/**
 * Unlike browsers, Node does not resolve *.localhost on every system. The request goes to 127.0.0.1 with a Host header
 * for the site.
 */
export function fetchLocal(url: string, headers: Record<string, string> = {}): Promise<Buffer> {
  const { host, port, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: pathname + search, headers: { ...headers, host } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts)));
    }).on('error', reject);
  });
}

/** Expects no violation from axe on the current page, including best practices. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await checker.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  });
  expect(found, what).toEqual([]);
}
