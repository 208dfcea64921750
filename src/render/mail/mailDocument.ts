import type { Theme } from '../../domain/chains/theme.ts';
import type { Language } from '../../domain/format.ts';
import { escapeHtml } from '../escape.ts';
import type { CleanHtml } from '../html/clean.ts';
import { labels } from '../labels.ts';
import type { MailView } from '../view/mailView.ts';
import { mailPage } from './mailPage.ts';

export type MailDocument = { subject: string; html: string; text: string };

/**
 * The mail that carries an invoice: the rendered and cleaned template as a complete document, its styles in the head,
 * where mail programs expect them, and the same facts as plain text.
 */
export function mailDocument(input: {
  theme: Theme;
  language: Language;
  view: MailView;
  html: CleanHtml;
  /** The invoice's address, the same that was passed to buttonBlock(). */
  invoiceUrl?: string;
  /** A sentence for the chain, placed first. */
  note?: string;
  footnote?: Footnote;
}): MailDocument {
  const { theme, language, view, html, invoiceUrl, note, footnote } = input;
  const noted = note === undefined ? '' : `<p><strong>${escapeHtml(note)}</strong></p>`;
  return {
    subject: `${view.title} – ${view.brand}`,
    html: mailPage({
      theme,
      language,
      title: view.title,
      css: html.styles,
      body: noted + html.body.trim() + htmlFootnote(footnote),
    }),
    text: `${note === undefined ? '' : `${note}\n\n`}${plainText(view, language, invoiceUrl)}${plainFootnote(footnote)}`,
  };
}

/** A sentence with a link, after everything else. */
export type Footnote = { text: string; link: { label: string; url: string } };

export function htmlFootnote(footnote: Footnote | undefined): string {
  if (!footnote) return '';
  const { text, link } = footnote;
  return `<p>${escapeHtml(text)} <a href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a></p>`;
}

export function plainFootnote(footnote: Footnote | undefined): string {
  return footnote ? `\n${footnote.text} ${footnote.link.label}: ${footnote.link.url}\n` : '';
}

function plainText(view: MailView, language: Language, invoiceUrl: string | undefined): string {
  const words = labels[language];
  return [
    view.title,
    '',
    `${words.seller}: ${view.seller.name}, ${words.nip} ${view.seller.nip}`,
    `${words.buyer}: ${view.buyer.name}${view.buyer.nip ? `, ${words.nip} ${view.buyer.nip}` : ''}`,
    `${words.issueDate}: ${view.issueDate}`,
    `${words.saleDate}: ${view.saleDate}`,
    '',
    ...view.lines.map((line) => `- ${line.name}, ${line.quantity} ${line.unit}: ${line.gross}`),
    ...(view.moreLines > 0 ? [`- … +${view.moreLines}`] : []),
    ...(view.depositsTotal ? [`- ${words.deposits}: ${view.depositsTotal}`] : []),
    '',
    `${words.paid}: ${view.paid}${view.paidBy ? ` (${view.paidBy})` : ''}`,
    '',
    view.documentName === words.confirmation ? words.confirmationAttached : words.attached,
    ...(invoiceUrl ? [`${words.download}: ${invoiceUrl}`] : []),
    '',
    `${view.seller.name}, ${view.seller.address}`,
    words.noReply,
    '',
  ].join('\n');
}
