import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPrinter, type Printer } from '../../../worker/chromium/chromium.ts';
import { testChromium } from '../../testing/browser/printer.ts';
import { correctLayouts } from '../../testing/layouts/correct.ts';
import { oddInvoice } from '../../testing/layouts/oddInvoice.ts';
import { invoiceDocument } from '../page/document.ts';
import { logoBlock } from '../page/trustedBlocks.ts';
import { readThemeFolder } from '../themeFolder.ts';
import { openTemplateThreads, type TemplateThreads } from '../threads/threads.ts';
import { invoiceView } from '../view/view.ts';
import { readPages } from './page/readPages.ts';
import { proveInvoice } from './proveInvoice.ts';

let threads: TemplateThreads;
let printer: Printer;
beforeAll(async () => {
  threads = openTemplateThreads({ size: 1 });
  printer = await openPrinter({ ...testChromium(), onNotice: () => {} });
});
afterAll(async () => {
  await printer.close();
  await threads.close();
});

/**
 * Seeds of invoices with goods called “Nabywca” and “Do zapłaty 5 zł”, with one name for both parties, with equal amounts,
 * with 80 lines, with 20 sales, and in English.
 */
const seeds = [1, 4, 9, 35, 43, 58];

async function problemsOf(name: string, source: string, seed: number) {
  const { theme } = await readThemeFolder(name === 'megadom' ? 'megadom' : 'zielony');
  const { invoice, language } = oddInvoice(seed);
  const view = invoiceView(invoice, { language, theme });
  const blocks = { logo: logoBlock(theme) };
  const html = await threads.render('chain', { key: name, kind: 'invoice', source, view, blocks });
  const job = await invoiceDocument({ owner: name, theme, language, title: view.title, html });
  return proveInvoice(view, readPages(await printer.print(job), { drawn: 'all' }));
}

describe('an invoice whose texts look like labels, like amounts or like each other', () => {
  it.each(correctLayouts)('gives no problem in the correct layout “$name”', async ({ name, source }) => {
    for (const seed of seeds)
      expect({ seed, problems: await problemsOf(name, source, seed) }).toEqual({ seed, problems: [] });
  });
});
