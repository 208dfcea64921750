import type { Theme } from '../../domain/chains/theme.ts';
import type { Language } from '../../domain/format.ts';
import { escapeHtml } from '../escape.ts';
import { mailStylesheet } from './mailCss.ts';

/** A whole mail in the chain's look. `body` and `css` are inserted as they are; the styles stand in the head, where mail programs look. */
export function mailPage(mail: { theme: Theme; language: Language; title: string; css: string; body: string }): string {
  const { theme, language, title, css, body } = mail;
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>\n${mailStylesheet(theme, css)}\n</style>`,
    '</head>',
    `<body><div class="mail">${body}</div></body>`,
    '</html>',
  ].join('\n');
}
