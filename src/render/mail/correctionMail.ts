import { readFileSync } from 'node:fs';
import type { Theme } from '../../domain/chains/theme.ts';
import type { CorrectionView } from '../correction/correctionView.ts';
import { escapeHtml } from '../escape.ts';
import { labels } from '../labels.ts';
import { buttonBlock } from '../page/trustedBlocks.ts';
import { type Footnote, htmlFootnote, type MailDocument, plainFootnote } from './mailDocument.ts';
import { mailPage } from './mailPage.ts';

const css = ['codeMail.css', 'correctionMail.css']
  .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
  .join('\n');

/** The mail that carries a correction, in the chain's colours and fonts. The button leads to `url`; `note` is for the chain. */
export function correctionMail(input: {
  view: CorrectionView;
  theme: Theme;
  /** Unset: the reader has no account here, and the mail no button. */
  url?: string;
  note?: string;
  footnote?: Footnote;
}): MailDocument {
  const { view, theme, url, note, footnote } = input;
  const words = labels[view.language];
  const rows = [
    [words.correctedInvoice, view.corrected.number],
    [words.correctionReason, view.reason],
    [words.refund, view.refund],
  ] as const;
  const body = [
    ...(note === undefined ? [] : [`<p><strong>${escapeHtml(note)}</strong></p>`]),
    `<p class="head">${escapeHtml(view.brand)}</p>`,
    '<div class="card">',
    `<h1>${escapeHtml(view.title)}</h1>`,
    `<p>${words.correctionAttached}</p>`,
    '<table role="presentation" class="facts">',
    ...rows.map(
      ([label, value]) =>
        `<tr><td class="what">${label}</td><td class="value${value === view.refund ? ' refund' : ''}">${escapeHtml(value)}</td></tr>`,
    ),
    '</table>',
    ...(url === undefined ? [] : [`<p class="act">${buttonBlock(url, view.language)}</p>`]),
    '</div>',
    `<p class="foot">${escapeHtml(`${view.seller.name}, ${view.seller.address}, ${words.nip} ${view.seller.nip}`)}<br>${words.noReply}</p>`,
    htmlFootnote(footnote),
  ];
  return {
    subject: `${view.title} – ${view.brand}`,
    html: mailPage({ theme, language: view.language, title: view.title, css, body: body.join('\n') }),
    text:
      [
        ...(note === undefined ? [] : [note, '']),
        view.title,
        '',
        ...rows.map(([label, value]) => `${label}: ${value}`),
        '',
        words.correctionAttached,
        ...(url === undefined ? [] : [url]),
        '',
        `${view.seller.name}, ${view.seller.address}`,
        words.noReply,
        '',
      ].join('\n') + plainFootnote(footnote),
  };
}
