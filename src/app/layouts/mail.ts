import type { Theme } from '../../domain/chains/theme.ts';
import type { Language } from '../../domain/format.ts';
import type { Invoice } from '../../domain/invoices/invoice.ts';
import { correctionView } from '../../render/correction/correctionView.ts';
import { labels } from '../../render/labels.ts';
import { correctionMail } from '../../render/mail/correctionMail.ts';
import { type MailDocument, mailDocument } from '../../render/mail/mailDocument.ts';
import { buttonBlock, logoBlock } from '../../render/page/trustedBlocks.ts';
import { mailView } from '../../render/view/mailView.ts';
import type { WorkerApp } from '../workerContext.ts';

/** The mail that carries an invoice, in its chain's layout, or a correction, in words of its own; the button leads to `url`. */
export async function invoiceMail(input: {
  app: WorkerApp;
  invoice: Invoice;
  template: { id: string; source: string };
  theme: Theme;
  language: Language;
  /** Unset: the reader has no account here, and the mail no button. */
  url?: string;
  footnote?: { text: string; link: { label: string; url: string } };
  /** The document precedes the invoice, which has no number in KSeF yet. */
  isConfirmation?: boolean;
  /** For the chain's copy: whether the document is not in the chain's own layout. */
  isOtherLayout?: boolean;
}): Promise<MailDocument> {
  const { app, template, theme, language, url, footnote, isConfirmation = false, isOtherLayout = false } = input;
  const words = labels[language];
  const notes = [...(isConfirmation ? [words.confirmationNote] : []), ...(isOtherLayout ? [words.otherLayout] : [])];
  const note = notes.length > 0 ? { note: notes.join(' ') } : {};
  if (input.invoice.kind === 'correction')
    return correctionMail({
      view: correctionView(input.invoice, { language, theme }),
      theme,
      ...(url !== undefined && { url }),
      ...(footnote && { footnote }),
      ...note,
    });
  const view = mailView(input.invoice, {
    language,
    theme,
    ...(isConfirmation && { documentName: words.confirmation }),
  });
  const html = await app.renderTemplate({
    key: template.id,
    kind: 'email',
    source: template.source,
    view,
    blocks: { logo: logoBlock(theme), button: url === undefined ? '' : buttonBlock(url, language) },
  });
  return mailDocument({
    theme,
    language,
    view,
    html,
    ...(url !== undefined && { invoiceUrl: url }),
    ...(footnote && { footnote }),
    ...note,
  });
}
