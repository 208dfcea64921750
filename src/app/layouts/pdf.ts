import type { Language } from '../../domain/format.ts';
import type { Invoice } from '../../domain/invoices/invoice.ts';
import { correctionTemplate, printedView } from '../../render/correction/printed.ts';
import { invoiceDocument } from '../../render/page/document.ts';
import { type KsefCode, ksefPlace, withKsefCodes } from '../../render/page/ksefCodes.ts';
import { logoBlock } from '../../render/page/trustedBlocks.ts';
import type { PrintedAs } from '../../render/view/view.ts';
import type { WorkerApp } from '../workerContext.ts';
import { themeOf } from './theme.ts';

/** How a document of an invoice in KSeF differs from others. */
export type KsefPrint = { isConfirmation: boolean; codes: readonly KsefCode[] };

const outsideKsef: KsefPrint = { isConfirmation: false, codes: [] };

export function printedAs({ isConfirmation, codes }: KsefPrint = outsideKsef): PrintedAs {
  return { isConfirmation, codeLabels: codes.map(({ label }) => label) };
}

type Source = { id: string; source: string };

/** The invoice in its chain's layout, or the correction in the layout of corrections, as PDF bytes. Throws Problem when the layout is at fault. */
export async function invoicePdf(input: {
  app: WorkerApp;
  tenantId: string;
  invoice: Invoice;
  template: Source;
  theme: Source;
  language: Language;
  ksef?: KsefPrint;
  /** Prints in a browser that has printed nothing yet. */
  fresh?: boolean;
}): Promise<Uint8Array> {
  const { app, tenantId, invoice, language, ksef = outsideKsef, fresh = false } = input;
  const theme = themeOf(input.theme.source);
  const template = invoice.kind === 'correction' ? correctionTemplate : input.template;
  const view = printedView(invoice, { language, theme, as: printedAs(ksef) });
  const cleaned = await app.renderTemplate({
    key: template.id,
    kind: 'invoice',
    source: template.source,
    view,
    blocks: { logo: logoBlock(theme), ksef: ksefPlace },
  });
  const html = withKsefCodes(cleaned, ksef.codes, { language, isConfirmation: ksef.isConfirmation });
  // A printing page belongs to one chain and layout; two never share one.
  const owner = `${tenantId}/${template.id}`;
  const job = await invoiceDocument({ owner, theme, language, title: view.title, html });
  return app.print(job, { lines: invoice.lines.length, fresh });
}
