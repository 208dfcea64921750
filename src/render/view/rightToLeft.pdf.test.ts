import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPrinter, type Printer } from '../../../worker/chromium/chromium.ts';
import type { Invoice } from '../../domain/invoices/invoice.ts';
import { testChromium } from '../../testing/browser/printer.ts';
import { aCompany, anInvoice } from '../../testing/builders/invoices.ts';
import { invoiceDocument } from '../page/document.ts';
import { logoBlock } from '../page/trustedBlocks.ts';
import type { Glyph } from '../proof/page/printedPages.ts';
import { readPages } from '../proof/page/readPages.ts';
import { proveInvoice } from '../proof/proveInvoice.ts';
import { readThemeFolder } from '../themeFolder.ts';
import { openTemplateThreads, type TemplateThreads } from '../threads/threads.ts';
import { invoiceView } from './view.ts';

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

/** An invoice on which every name from outside is this one. The fourth line has a discount beside its name. */
function invoiceNamed(name: string): Invoice {
  const invoice = anInvoice({ lines: 4, buyer: { ...aCompany, name } });
  return {
    ...invoice,
    lines: invoice.lines.map((line) => ({ ...line, name })),
    sales: invoice.sales.map((sale) => ({ ...sale, storeName: name })),
  };
}

async function printed(layout: string, name: string) {
  const { theme, invoice: source } = await readThemeFolder(layout);
  const view = invoiceView(invoiceNamed(name), { language: 'pl', theme });
  const blocks = { logo: logoBlock(theme) };
  const html = await threads.render('chain', { key: layout, kind: 'invoice', source, view, blocks });
  const job = await invoiceDocument({ owner: layout, theme, language: 'pl', title: view.title, html });
  const pages = readPages(await printer.print(job), { drawn: 'all' });
  return { rows: rowsOf(pages.glyphs), problems: proveInvoice(view, pages) };
}

/** Figures and Latin letters of each row from left to right, without the letters of the names. */
function rowsOf(glyphs: readonly Glyph[]): string[] {
  const rows = new Map<string, Glyph[]>();
  for (const glyph of glyphs) {
    const row = `${glyph.page} ${Math.round(glyph.baseline)}`;
    rows.set(row, [...(rows.get(row) ?? []), glyph]);
  }
  return [...rows.values()]
    .map((row) => row.toSorted((a, b) => a.left - b.left).map(({ char }) => char))
    .map((row) => row.filter((char) => /[\p{Script=Latin}\d,.−%]/u.test(char)).join(''))
    .map((row) => row.replaceAll('Qq', ''))
    .filter((row) => row !== '');
}

const layouts = ['default', 'zielony', 'megadom'];
const names = ['ריבה', 'مربى', 'ריבה 7', 'Qq\u202e', 'Qq\u2067', 'ריבה\u202b', 'Qq\u2069\u202e'];

describe.each(layouts)('in the layout “%s”', (layout) => {
  it.each(names)('amounts and labels keep their places beside the name “%s”', async (name) => {
    const usual = await printed(layout, name.includes('7') ? 'Qq 7' : 'Qq');
    const { rows, problems } = await printed(layout, name);
    expect(usual.rows.join('\n')).toContain('Rabat');
    expect(rows).toEqual(usual.rows);
    expect(problems).toEqual([]);
  });
});
