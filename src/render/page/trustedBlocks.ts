import type { Theme } from '../../domain/chains/theme.ts';
import type { Language } from '../../domain/format.ts';
import { escapeHtml } from '../escape.ts';
import { labels } from '../labels.ts';
import { sanitizeSvg } from './logo.ts';

/** The `{{> logo}}` block: the drawing inline, with the chain's name. Empty when the theme has no safe logo. */
export function logoBlock(theme: Theme): string {
  const logo = sanitizeSvg(theme.logo);
  if (!logo.ok) return '';
  return `<span class="logo" role="img" aria-label="${escapeHtml(theme.name)}">${logo.svg}</span>`;
}

/** The `{{> button}}` block of a mail: a link whose address the platform sets. */
export function buttonBlock(url: string, language: Language): string {
  return `<a class="button" href="${escapeHtml(url)}">${escapeHtml(labels[language].download)}</a>`;
}
