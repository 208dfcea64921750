import { invoiceDocument, type PrintJob } from '../src/render/page/document.ts';
import { logoBlock } from '../src/render/page/made.ts';
import { invoicePartials } from '../src/render/source/partials.ts';
import { readThemeFolder } from '../src/render/themeFolder.ts';
import type { TemplateThreads } from '../src/render/threads/threads.ts';
import { type InvoiceView, invoiceView } from '../src/render/view/view.ts';
import { anInvoice, someDeposits } from '../src/testing/builders/invoices.ts';

const { theme, invoice: source } = await readThemeFolder('zielony');

/** The view of the invoice that every way prints, with a number of its own. */
export function viewOf(lines: number, number: string): InvoiceView {
  return invoiceView(anInvoice({ lines, number, deposits: someDeposits }), { language: 'pl', theme });
}

/** From the view to a print job, as the worker does it. */
export async function jobOf(thread: Pick<TemplateThreads, 'render'>, view: InvoiceView): Promise<PrintJob> {
  const made = { logo: logoBlock(theme) };
  const html = await thread.render('chain', { key: 'bench', kind: 'invoice', source, view, made });
  return invoiceDocument({ owner: 'bench', theme, language: 'pl', title: view.title, html });
}

/** The same document as one string of HTML, for those that load a document a time. */
export function wholeHtml(job: PrintJob): string {
  const head = job.head.replace('<title></title>', `<title>${job.title}</title>`);
  return `<!doctype html><html lang="${job.language}"><head>${head}</head><body>${job.body}</body></html>`;
}

/** The same layout as one Handlebars template without partials, for a program that compiles it itself. */
export function wholeTemplate(head: string): string {
  const withoutCss = source.replace(/<style>[\s\S]*?<\/style>/, '');
  const body = withoutCss.replace(/\{\{> (\w+)\}\}/g, (_, name: string) => invoicePartials[name] ?? logoBlock(theme));
  return `<!doctype html><html lang="pl"><head>${head}</head><body>${body}</body></html>`;
}
