import type { Language } from '../../domain/format.ts';
import type { Invoice } from '../../domain/invoices/invoice.ts';
import { correctionTemplate, printedView } from '../../render/correction/printed.ts';
import { invoiceDocument } from '../../render/page/document.ts';
import { logoBlock } from '../../render/page/trustedBlocks.ts';
import type { WorkerApp } from '../workerContext.ts';
import { themeOf } from './theme.ts';

type Source = { id: string; source: string };

/** The invoice in its chain's layout, or the correction in the layout of corrections, as PDF bytes. Throws Problem when the layout is at fault. */
export async function invoicePdf(input: {
  app: WorkerApp;
  tenantId: string;
  invoice: Invoice;
  template: Source;
  theme: Source;
  language: Language;
  /** Prints in a browser that has printed nothing yet. */
  fresh?: boolean;
}): Promise<Uint8Array> {
  const { app, tenantId, invoice, language, fresh = false } = input;
  const theme = themeOf(input.theme.source);
  const template = invoice.kind === 'correction' ? correctionTemplate : input.template;
  const view = printedView(invoice, { language, theme });
  const html = await app.renderTemplate({
    key: template.id,
    kind: 'invoice',
    source: template.source,
    view,
    blocks: { logo: logoBlock(theme) },
  });
  // A printing page belongs to one chain and layout; two never share one.
  const owner = `${tenantId}/${template.id}`;
  const job = await invoiceDocument({ owner, theme, language, title: view.title, html });
  return app.print(job, { lines: invoice.lines.length, fresh });
}
