import { cssString } from '../../src/render/escape.ts';
import type { PrintJob } from '../../src/render/page/document.ts';
import type { Browser } from './browser.ts';

/** A page prepared once for one key. Policy, styles and fonts stay; each document replaces the body. */
export type PrintPage = {
  key: string;
  /** Inserts the document and returns its PDF. Rejects with NavigationAttempted when the document tried to navigate. */
  print(job: PrintJob, mostPages: number): Promise<Uint8Array>;
  /** Removes the document, so that the next job cannot see it. */
  clear(): Promise<void>;
  close(): Promise<void>;
};

export class NavigationAttempted extends Error {
  constructor() {
    super('the document tried to leave its page');
    this.name = 'NavigationAttempted';
  }
}

/** DevTools runs this function in the page; scripts of the page itself are disabled. */
const fillIn = `function (title, language, foot, body) {
  const root = document.documentElement;
  document.title = title;
  root.lang = language;
  root.style.setProperty('--document', foot);
  document.body.innerHTML = body;
  const images = [...document.images].filter((image) => !image.complete);
  return images.length === 0 ? true : Promise.all(images.map((image) => image.decode().catch(() => {}))).then(() => true);
}`;

const loadFonts = `function () {
  return Promise.all([...document.fonts].map((face) => face.load()))
    .then((faces) => faces.every((face) => face.status === 'loaded'));
}`;

const empty = `function () { document.body.replaceChildren(); document.title = ''; return true; }`;

/**
 * Opens a browser context with one page for one key. Scripts and network are disabled, and child targets stay paused.
 */
export async function preparePage(browser: Browser, job: PrintJob): Promise<PrintPage> {
  const { cdp } = browser;
  const { browserContextId } = await cdp.send<{ browserContextId: string }>('Target.createBrowserContext');
  const { targetId } = await cdp.send<{ targetId: string }>('Target.createTarget', {
    url: 'about:blank',
    browserContextId,
  });
  const { sessionId } = await cdp.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
  const send = <T>(method: string, params?: object) => cdp.send<T>(method, params, sessionId);
  let navigated = false;
  let crashed = () => {};
  const crash = new Promise<never>((_, reject) => {
    crashed = () => reject(new Error('the page crashed'));
  });
  // Each print races with this promise and throws its error. The no-op handler prevents an unhandled rejection between prints.
  crash.catch(() => {});

  const stopListening = cdp.on((method, params, from) => {
    if (from !== sessionId) return;
    if (method === 'Fetch.requestPaused') refuse(params as { requestId: string });
    else if (method === 'Inspector.targetCrashed') crashed();
    else if (navigations.has(method)) navigated = true;
  });

  function refuse({ requestId }: { requestId: string }): void {
    // Fails only when the page is gone, and its request with it.
    void send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }).catch(() => {});
  }

  await Promise.all([
    send('Emulation.setScriptExecutionDisabled', { value: true }),
    send('Network.enable'),
    send('Network.emulateNetworkConditions', { offline: true, latency: 0, downloadThroughput: 0, uploadThroughput: 0 }),
    send('Network.setBypassServiceWorker', { bypass: true }),
    send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
    send('Inspector.enable'),
    send('Page.enable'),
  ]);
  const { frameTree } = await send<{ frameTree: { frame: { id: string } } }>('Page.getFrameTree');
  const html = `<!doctype html><html lang="${job.language}"><head>${job.head}</head><body></body></html>`;
  await send('Page.setDocumentContent', { frameId: frameTree.frame.id, html });
  const { result } = await send<{ result: { objectId: string } }>('Runtime.evaluate', { expression: 'globalThis' });

  async function call(functionDeclaration: string, ...values: string[]): Promise<void> {
    const params = { functionDeclaration, objectId: result.objectId, arguments: values.map((value) => ({ value })) };
    const answer = await send<{ result: { value?: unknown }; exceptionDetails?: { text: string } }>(
      'Runtime.callFunctionOn',
      {
        ...params,
        returnByValue: true,
        awaitPromise: true,
      },
    );
    if (answer.result.value !== true)
      throw new Error(answer.exceptionDetails?.text ?? 'the page did not do as it was told');
  }

  await call(loadFonts);
  navigated = false;

  return {
    key: job.key,
    async print({ title, language, body }, mostPages) {
      const printed = (async () => {
        await call(fillIn, title, language, cssString(title), body);
        return send<{ data: string }>('Page.printToPDF', {
          printBackground: true,
          preferCSSPageSize: true,
          generateTaggedPDF: true,
          pageRanges: `1-${mostPages}`,
        });
      })();
      const { data } = await Promise.race([printed, crash]);
      if (navigated) throw new NavigationAttempted();
      return Buffer.from(data, 'base64');
    },
    clear: () => call(empty),
    async close() {
      stopListening();
      await cdp.send('Target.disposeBrowserContext', { browserContextId });
    },
  };
}

/** Events of a navigation attempt. Without scripts, only `<meta http-equiv="refresh">` can cause one. */
const navigations = new Set([
  'Page.frameRequestedNavigation',
  'Page.frameStartedNavigating',
  'Page.frameScheduledNavigation',
  'Page.frameNavigated',
]);
