import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { labels } from '../../src/render/labels.ts';
import type { Chromium } from '../../worker/chromium/findChromium.ts';
import { installIn } from './install.ts';

const folder = fileURLToPath(new URL('jsreport/', import.meta.url));

type Template = { content: string; engine: 'handlebars'; recipe: 'chrome-pdf'; helpers: string; chrome: object };
type Reporter = {
  use(extension: unknown): Reporter;
  init(): Promise<unknown>;
  render(request: { template: Template; data: object }): Promise<{ content: Uint8Array }>;
  close(): Promise<void>;
};

export type JsReport = { print(template: string, data: object): Promise<Uint8Array>; close(): Promise<void> };

/**
 * Opens jsreport with its Handlebars engine and its chrome-pdf recipe on our Chromium; installs jsreport when it is missing.
 * Without `strategy`, jsreport uses its default.
 */
export async function openJsReport(chromium: Chromium, strategy?: 'dedicated-process'): Promise<JsReport> {
  await installIn(folder);
  const require = createRequire(`${folder}package.json`);
  const reporter: Reporter = require('@jsreport/jsreport-core')({
    rootDirectory: folder,
    loadConfig: false,
    discover: false,
    logger: { silent: true },
    reportTimeout: 60_000,
  });
  reporter.use(require('@jsreport/jsreport-handlebars')());
  reporter.use(
    require('@jsreport/jsreport-chrome-pdf')({
      ...(strategy && { strategy }),
      launchOptions: {
        executablePath: chromium.path,
        env: { ...process.env, ...chromium.env },
        args: ['--no-sandbox'],
      },
    }),
  );
  await reporter.init();
  return {
    async print(content, data) {
      const chrome = { printBackground: true, format: 'A4', preferCSSPageSize: true };
      const template: Template = { content, engine: 'handlebars', recipe: 'chrome-pdf', helpers, chrome };
      return (await reporter.render({ template, data })).content;
    },
    close: () => reporter.close(),
  };
}

/** The two helpers that the layout uses. jsreport takes helpers as source text. */
const helpers = `const labels = ${JSON.stringify(labels.pl)};
function t(key) { return labels[key]; }
function eq(left, right) { return left === right; }`;
