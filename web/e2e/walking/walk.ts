import type { BrowserContext, Page } from 'playwright-core';
import { type Random, randomFrom } from '../../../src/domain/random.ts';
import { until, waitMs } from '../../../src/testing/until.ts';

type Setting = { start: string; receipt: { url: string; id: string }; seed: number };

const patienceMs = 20_000;
const buyerName = 'Anna Nowak';
const knownPath = /^\/(|receipt|buyer|confirm|invoices(\/[0-9a-f-]{36})?)$/;
const invoicePath = /^\/invoices\/[0-9a-f-]{36}$/;
const steps = ['on', 'on', 'on', 'choose', 'back', 'forward', 'reload', 'tab', 'reopen', 'offline', 'online'] as const;
type Step = (typeof steps)[number];

/**
 * One shopper on her way from a receipt to its invoice, who strays: a state machine with a seed. After each step the page must be
 * a known one with something to press, and an order that is not issued must be on the device. In the end she is online and
 * finishes.
 */
export class Walk {
  readonly history: Step[] = [];
  /** Whether a page asked her to load it again, as when a file of the site did not arrive. Once a walk at most. */
  hasReloaded = false;
  readonly #context: BrowserContext;
  readonly #setting: Setting;
  readonly #random: Random;
  #tabs: Page[] = [];
  #isOffline = false;

  constructor(context: BrowserContext, setting: Setting) {
    this.#context = context;
    this.#setting = setting;
    this.#random = randomFrom(setting.seed);
  }

  async run(): Promise<void> {
    await this.#open(this.#setting.receipt.url);
    await this.#settled();
    const length = this.#random.whole(5, 13);
    for (let number = 0; number < length; number += 1) {
      const step = this.#random.pick(steps);
      this.history.push(step);
      await this.#take(step);
      await this.#settled();
      await this.#nothingLost();
    }
    await this.#finish();
    for (const tab of this.#tabs) await tab.close();
  }

  get #page(): Page {
    const page = this.#tabs.at(-1);
    if (!page) throw new Error('no tab is open');
    return page;
  }

  get #path(): string {
    return new URL(this.#page.url()).pathname;
  }

  async #take(step: Step): Promise<void> {
    if (step === 'on') return this.#goOn();
    if (step === 'choose') return this.#choose();
    if (step === 'back') return this.#travel('back');
    if (step === 'forward') return this.#travel('forward');
    if (step === 'reload') return void (await this.#page.reload({ waitUntil: 'domcontentloaded' }));
    if (step === 'tab') return this.#otherTab();
    if (step === 'reopen') return this.#reopen();
    await this.#setOffline(step === 'offline');
  }

  /** What a shopper presses to get on from here. */
  async #goOn(): Promise<void> {
    const page = this.#page;
    if (this.#path === '/buyer') {
      const name = page.locator('input[autocomplete="name"]');
      // The step may change meanwhile: a journey back is on its way.
      if ((await name.count()) > 0) await name.fill(buyerName, { timeout: 2_000 }).catch(() => undefined);
    }
    const main = page.locator('main');
    const own = main.locator('.own a').first();
    if (await own.isVisible()) return void (await own.click({ timeout: 2_000 }).catch(() => undefined));
    const ways = ['Dalej', /^Wystaw fakturę/, 'Dokończ', 'Zobacz fakturę'] as const;
    for (const name of ways) {
      const way = main.getByRole('button', { name }).or(main.getByRole('link', { name })).first();
      if (!(await way.isVisible())) continue;
      // A button that is busy or goes away meanwhile was pressed already.
      await way.click({ timeout: 2_000 }).catch(() => undefined);
      return;
    }
  }

  /** One piece less of the first line. */
  async #choose(): Promise<void> {
    const fewer = this.#page.getByRole('button', { name: /^Mniej/ }).first();
    if (this.#path === '/receipt' && (await fewer.isVisible()))
      await fewer.click({ timeout: 2_000 }).catch(() => undefined);
  }

  /** Back and Forward of the browser's bar; at the end of the history nothing happens. */
  async #travel(way: 'back' | 'forward'): Promise<void> {
    const page = this.#page;
    await page.evaluate(`history.${way}()`).catch(() => undefined);
    await page.waitForTimeout(30);
  }

  async #otherTab(): Promise<void> {
    if (this.#tabs.length === 1) return this.#open(this.#page.url());
    this.#tabs.reverse();
    await this.#page.bringToFront();
  }

  /** The phone ends the browser; later she opens the same address. */
  async #reopen(): Promise<void> {
    const address = this.#page.url();
    const [...closed] = this.#tabs;
    this.#tabs = [];
    await this.#open(address);
    for (const tab of closed) await tab.close();
  }

  async #setOffline(isOffline: boolean): Promise<void> {
    this.#isOffline = isOffline;
    await this.#context.setOffline(isOffline);
  }

  async #open(address: string): Promise<void> {
    const page = await this.#context.newPage();
    this.#tabs.push(page);
    await page.goto(address, { waitUntil: 'domcontentloaded' });
  }

  /** No dead end: a known page of the site, with a heading and something to press. Only the picture of a PDF may be missing. */
  async #settled(): Promise<void> {
    const page = this.#page;
    const ready = `(() => {
      const main = document.querySelector('main');
      const isDrawn = main?.querySelector('h1') && !document.getElementById('first') && !main.querySelector('.skeleton:not(.sheet *)');
      return Boolean(isDrawn && main.querySelector('a[href], button'));
    })()`;
    const isReady = async () => {
      // Back from the first page of a tab leads out of the site; she opens the site again.
      if (page.url() === 'about:blank') await page.goto(this.#setting.start, { waitUntil: 'domcontentloaded' });
      if (!this.#isOffline && !this.hasReloaded && (await page.getByText('Odśwież stronę').isVisible())) {
        this.hasReloaded = true;
        await page.reload({ waitUntil: 'domcontentloaded' });
      }
      return knownPath.test(this.#path) && (await page.evaluate(ready).catch(() => false));
    };
    await until(isReady, {
      limitMs: patienceMs,
      why: () => this.#told('stuck'),
    });
  }

  /** The receipt is on the device until its invoice is issued. */
  async #nothingLost(): Promise<void> {
    const { id } = this.#setting.receipt;
    const isKept = async () => {
      const kept = await this.#page.evaluate<string | null>("localStorage.getItem('efk.draft')").catch(() => null);
      return kept !== null && (kept.includes(id) || 'issued' in JSON.parse(kept));
    };
    // A change is on the device a moment after it is made.
    await until(isKept, {
      limitMs: patienceMs,
      why: () => this.#told('the order is gone'),
    });
  }

  /** Online again, with one tab: from the start to the invoice, by what the pages offer. */
  async #finish(): Promise<void> {
    await this.#setOffline(false);
    const [kept, ...others] = [...this.#tabs].reverse();
    for (const tab of others) await tab.close();
    this.#tabs = kept ? [kept] : [];
    const deadline = performance.now() + waitMs;
    while (!(await this.#isIssued())) {
      if (performance.now() > deadline) throw new Error(await this.#told('no invoice'));
      await this.#settled();
      await this.#goOn();
      await this.#page.waitForTimeout(60);
    }
    await this.#page.evaluate("localStorage.removeItem('efk.draft')");
    if (this.#isOffline) throw new Error('the walk ended offline');
  }

  /** What went wrong, where, after which steps, and what the page shows. */
  async #told(what: string): Promise<string> {
    const shown = await this.#page.evaluate<string>("document.body.innerText.replace(/\\s+/g, ' ')").catch(() => '');
    return `${what} at ${this.#page.url()}, walk ${this.#setting.seed}: ${this.history.join(' › ')}\n${shown}`;
  }

  async #isIssued(): Promise<boolean> {
    const page = this.#page;
    if (invoicePath.test(this.#path)) return true;
    const found = page.evaluate<boolean>("Boolean(JSON.parse(localStorage.getItem('efk.draft') ?? '{}').issued)");
    return found.catch(() => false);
  }
}
