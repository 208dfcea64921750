import type { Theme } from '../../domain/chains/theme.ts';
import type { Language } from '../../domain/format.ts';
import { escapeHtml } from '../escape.ts';

/** A short mail without a chain's template. */
export type PlainMail = {
  subject: string;
  heading: string;
  paragraphs: string[];
  button?: { label: string; url: string };
  /** A quiet link above the footer. */
  link?: { label: string; url: string };
  footer: string;
  /** Unset: the platform's own. */
  colours?: Pick<Theme['light'], 'brand' | 'onBrand' | 'text' | 'textMuted' | 'line'>;
  language: Language;
};

const platformColours = {
  brand: '#1f2937',
  onBrand: '#ffffff',
  text: '#1f2937',
  textMuted: '#4b5563',
  line: '#d1d5db',
};

/** Mail clients support tables and inline styles, and little else. */
export function plainMail(mail: PlainMail): { subject: string; html: string; text: string } {
  const c = mail.colours ?? platformColours;
  const p = (text: string) => `<p style="margin:0 0 16px;color:${c.text}">${escapeHtml(text)}</p>`;
  const button = mail.button
    ? `<p style="margin:0 0 16px"><a href="${escapeHtml(mail.button.url)}" style="display:inline-block;padding:12px 20px;background:${c.brand};color:${c.onBrand};text-decoration:none;border-radius:6px">${escapeHtml(mail.button.label)}</a></p>`
    : '';
  const link = mail.link
    ? `<p style="margin:0 0 16px;font-size:14px"><a href="${escapeHtml(mail.link.url)}" style="color:${c.text}">${escapeHtml(mail.link.label)}</a></p>`
    : '';
  const html = `<!doctype html>
<html lang="${mail.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(mail.subject)}</title></head>
<body style="margin:0;background:#ffffff"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td style="padding:24px;font-family:Arial,sans-serif;font-size:16px;line-height:1.5">
<div style="max-width:480px"><h1 style="margin:0 0 16px;font-size:22px;line-height:1.3;color:${c.brand}">${escapeHtml(mail.heading)}</h1>
${mail.paragraphs.map(p).join('\n')}${button}${link}
<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid ${c.line};font-size:13px;color:${c.textMuted}">${escapeHtml(mail.footer)}</p></div>
</td></tr></table></body></html>`;
  const quiet = mail.link && `${mail.link.label}: ${mail.link.url}`;
  const text = [mail.heading, ...mail.paragraphs, mail.button?.url, quiet, `-- \n${mail.footer}`]
    .filter(Boolean)
    .join('\n\n');
  return { subject: mail.subject, html, text };
}
