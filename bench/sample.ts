import { invoiceDocument, type PrintJob } from '../src/render/page/document.ts';
import { logoBlock } from '../src/render/page/trustedBlocks.ts';
import { invoicePartials } from '../src/render/source/partials.ts';
import { readThemeFolder } from '../src/render/themeFolder.ts';
import type { TemplateThreads } from '../src/render/threads/threads.ts';
import { type InvoiceView, invoiceView } from '../src/render/view/view.ts';
import { anInvoice, someDeposits } from '../src/testing/builders/invoices.ts';

const { theme, invoice: source } = await readThemeFolder('zielony');

/** The view of the invoice that all benchmarks print, with this invoice number. */
export function viewOf(lines: number, number: string): InvoiceView {
  return invoiceView(anInvoice({ lines, number, deposits: someDeposits }), { language: 'pl', theme });
}

/** Makes a print job of a view, as the worker does. */
export async function jobOf(thread: Pick<TemplateThreads, 'render'>, view: InvoiceView): Promise<PrintJob> {
  const blocks = { logo: logoBlock(theme) };
  const html = await thread.render('chain', { key: 'bench', kind: 'invoice', source, view, blocks });
  return invoiceDocument({ owner: 'bench', theme, language: 'pl', title: view.title, html });
}

/** The document of a print job as one string of HTML, for browsers that load a whole document for each print. */
export function wholeHtml(job: PrintJob): string {
  const head = job.head.replace('<title></title>', `<title>${job.title}</title>`);
  return `<!doctype html><html lang="${job.language}"><head>${head}</head><body>${job.body}</body></html>`;
}

/** The layout as one Handlebars template without partials, for jsreport, which compiles templates itself. */
export function wholeTemplate(head: string): string {
  const withoutCss = source.replace(/<style>[\s\S]*?<\/style>/, '');
  const body = withoutCss.replace(/\{\{> (\w+)\}\}/g, (_, name: string) => invoicePartials[name] ?? logoBlock(theme));
  return `<!doctype html><html lang="pl"><head>${head}</head><body>${body}</body></html>`;
}
