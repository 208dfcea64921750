import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentPolicy, type PrintJob } from '../../src/render/page/document.ts';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { testChromium } from '../../src/testing/browser/printer.ts';
import { readPdf } from '../../src/testing/browser/readPdf.ts';
import type { Browser } from './browser.ts';
import { findChromium } from './findChromium.ts';
import { chooseIsolation } from './isolation.ts';
import { firstLaunch } from './launch.ts';
import { NavigationAttempted, preparePage } from './printPage.ts';

/** The canary: a server that no printed document may contact. It counts connections and requests in `hits`. */
let server: Server;
let address: string;
let hits: string[] = [];
/** The path that the test itself requests. */
const own = '/own';

beforeAll(async () => {
  server = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/plain' }).end('KANAREK');
  });
  server.on('connection', () => hits.push('connection'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/**
 * Markup that requests a resource; the tests skip the check of the template. `U` is replaced by the canary's address.
 */
const vectors = [
  '<img src="U">',
  '<img srcset="U 1x, U/2 2x">',
  '<picture><source srcset="U"><img src="data:,"></picture>',
  '<video src="U" autoplay preload="auto" poster="U/p"></video>',
  '<audio src="U" autoplay preload="auto"></audio>',
  '<video autoplay><source src="U"><track src="U/t" default></video>',
  '<iframe src="U"></iframe>',
  `<iframe srcdoc="<img src='U'><script>fetch('U/s')</script>"></iframe>`,
  '<object data="U"></object>',
  '<object data="data:text/html,<img src=U>"></object>',
  '<embed src="U">',
  '<frameset><frame src="U"></frameset>',
  '<link rel="stylesheet" href="U">',
  '<link rel="prefetch" href="U">',
  '<link rel="preload" href="U" as="style">',
  '<link rel="modulepreload" href="U">',
  '<link rel="preconnect" href="U">',
  '<link rel="dns-prefetch" href="U">',
  '<link rel="prerender" href="U">',
  '<link rel="icon" href="U"><link rel="shortcut icon" href="U/2">',
  '<link rel="manifest" href="U">',
  '<script src="U"></script>',
  '<script>fetch("U"); new WebSocket("U".replace("http", "ws")); navigator.sendBeacon("U/b")</script>',
  '<script type="speculationrules">{"prefetch":[{"source":"list","urls":["U"]}]}</script>',
  '<img src="data:," onerror="fetch(\'U\')">',
  '<svg onload="fetch(\'U\')"></svg>',
  '<details open ontoggle="fetch(\'U\')">x</details>',
  '<input autofocus onfocus="fetch(\'U\')">',
  '<input type="image" src="U">',
  '<body background="U"><table background="U/t"><tr><td background="U/d">x</table>',
  '<style>@import "U";</style>',
  '<style>@import url(U) screen;</style>',
  '<style>p { background: url(U) }</style><p>x</p>',
  '<style>@font-face { font-family: c; src: url(U) } p { font-family: c }</style><p>x</p>',
  '<style>li { list-style-image: url(U) }</style><ul><li>x</ul>',
  '<style>p::before { content: url(U) }</style><p>x</p>',
  '<style>p { border-image: url(U) 1; mask: url(U/m); filter: url(U/f#x); clip-path: url(U/c#x); cursor: url(U/k), auto }</style><p>x</p>',
  '<style>p { background: image-set("U" 1x); shape-outside: url(U/o); float: left }</style><p>x</p>',
  '<style>@page { @top-left { content: url(U) } background: url(U/b) }</style><p>x</p>',
  '<style>@media print { body { background: url(U) } }</style>',
  '<p style="background: u\\72l(U)">x</p>',
  '<svg><image href="U" width="9" height="9"/></svg>',
  '<svg><use href="U#x"/></svg>',
  '<svg><filter id="f"><feImage href="U"/></filter><rect filter="url(#f)" width="9" height="9"/></svg>',
  '<svg><foreignObject><iframe src="U"></iframe></foreignObject></svg>',
  '<svg><style>@import "U";</style><rect width="9" height="9"/></svg>',
  '<svg><a href="U"><animate attributeName="href" to="U"/></a></svg>',
  '<math><mglyph src="U"></mglyph></math>',
  '<base href="U/"><img src="relative">',
  '<form action="U" id="f"><button autofocus>x</button></form>',
  '<a href="U" ping="U">x</a>',
  '<portal src="U"></portal><fencedframe src="U"></fencedframe>',
  '<meta http-equiv="refresh" content="0;url=U">',
  '<meta http-equiv="Link" content="<U>; rel=preload; as=image">',
  '<meta http-equiv="Content-Security-Policy" content="report-uri U; img-src \'none\'"><img src="data:,x">',
];

const files = [
  '<iframe src="file:///etc/passwd"></iframe>',
  '<object data="file:///etc/passwd"></object>',
  '<embed src="file:///etc/passwd">',
  '<img src="file:///etc/passwd">',
  '<link rel="stylesheet" href="file:///etc/passwd">',
  '<meta http-equiv="refresh" content="0;url=file:///etc/passwd">',
  '<iframe src="view-source:file:///etc/passwd"></iframe>',
  '<iframe src="chrome://version"></iframe>',
];

const wholeHead = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${contentPolicy}"><title></title>`;
const bareHead = '<meta charset="utf-8"><title></title>';

/** Prints every body and returns the text of all printed pages. */
async function printAll(browser: Browser, head: string, bodies: string[]): Promise<string> {
  let text = '';
  let page = await preparePage(browser, jobOf(head, ''));
  for (const body of bodies.map((vector) => vector.replaceAll('U', address))) {
    try {
      text += (await readPdf(await page.print(jobOf(head, body), 9))).pages.join(' ');
      await page.clear();
    } catch (error) {
      if (!(error instanceof NavigationAttempted)) throw error;
      await page.close();
      page = await preparePage(browser, jobOf(head, ''));
    }
  }
  await page.close();
  return text;
}

const jobOf = (head: string, body: string): PrintJob => ({ key: 'canary', language: 'pl', head, title: 'x', body });

/**
 * Resolves when the server has counted every connection made before this call. The system passes connections to a server
 * in order, and this function makes the last one.
 */
async function countAll(): Promise<void> {
  const before = hits.length;
  await new Promise((resolve, reject) => {
    get(`${address}${own}`, { agent: false }, (answer) => answer.resume().once('end', resolve)).once('error', reject);
  });
  hits.splice(hits.indexOf(own), 1);
  hits.splice(hits.indexOf('connection', before), 1);
}

/** Prints plain pages to give delayed requests time to start, then waits until the server has counted them. */
async function waitForRequests(browser: Browser): Promise<void> {
  await printAll(browser, bareHead, Array(8).fill('<p>x</p>'));
  await countAll();
}

it('an ordinary browser contacts the canary for most of the vectors', async () => {
  hits = [];
  const ordinary = await openTestBrowser();
  const page = await (await ordinary.newContext()).newPage();
  for (const vector of vectors) {
    await page.setContent(vector.replaceAll('U', address), { waitUntil: 'commit' }).catch(() => {});
    await page.pdf().catch(() => {});
  }
  await expect.poll(() => hits.length).toBeGreaterThan(25);
  await ordinary.close();
});

const layers: [what: string, own: { namespaces: boolean; head: string }][] = [
  ['every layer', { namespaces: true, head: wholeHead }],
  ['every layer but the network namespace', { namespaces: false, head: wholeHead }],
  ['every layer but the content policy', { namespaces: true, head: bareHead }],
  ['neither the namespace nor the policy', { namespaces: false, head: bareHead }],
];

describe.each(layers)('with %s', (_, { namespaces, head }) => {
  let browser: Browser;
  beforeAll(async () => {
    // The notices name the layers that this system does not allow; the other layers must suffice.
    const notice = (text: string) => console.warn(text);
    const isolation = chooseIsolation(notice);
    const chromium = await findChromium(testChromium());
    ({ first: browser } = await firstLaunch(chromium, namespaces ? isolation : { ...isolation, prefix: [] }, notice));
  });
  afterAll(() => browser.close());

  it(`none of ${vectors.length} vectors in the body reaches the canary`, async () => {
    hits = [];
    const text = await printAll(browser, head, vectors);
    await waitForRequests(browser);
    expect(hits).toEqual([]);
    expect(text).not.toContain('KANAREK');
  });

  // Each vector needs its own page, which is slow, so only the strongest and the weakest case run.
  const ends = namespaces === (head === wholeHead);
  if (ends)
    it('no vector in the head reaches the canary', async () => {
      hits = [];
      for (const vector of vectors) {
        // preparePage() rejects when a vector adds a font that cannot be loaded.
        const page = await preparePage(browser, jobOf(head + vector.replaceAll('U', address), '')).catch(
          () => undefined,
        );
        await page?.print(jobOf('', '<p>x</p>'), 9).catch(() => {});
        await page?.close();
      }
      await waitForRequests(browser);
      expect(hits).toEqual([]);
    });

  it('no local file is printed', async () => {
    expect(await printAll(browser, head, files)).not.toMatch(/root:|nobody:|Revision/);
  });

  it('nothing has reached the canary when the browser has ended', async () => {
    await browser.close();
    await countAll();
    expect(hits).toEqual([]);
  });
});
