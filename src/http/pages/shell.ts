import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Boot } from '../../contract/chains.ts';
import { appIconPath } from '../../domain/chains/appIcons.ts';
import type { Language } from '../../domain/format.ts';
import { escapeHtml } from '../../render/escape.ts';
import { type FirstView, firstScreenCss, firstScreenHtml } from './firstScreen.ts';

/** The web app's index.html, filled with the facts of one site. */
export type Shell = { html: string; policy: string };

const placeholders = ['%efk.lang%', '%efk.title%', '<!--efk.head-->', '<!--efk.boot-->', '<!--efk.first-->'];

/** Reads the built page and computes the hashes of its inline scripts for the content policy. */
export async function loadShell(file: string): Promise<Shell> {
  const html = await readFile(file, 'utf8');
  const missing = placeholders.filter((placeholder) => !html.includes(placeholder));
  if (missing.length) throw new Error(`${file} lacks ${missing.join(', ')}`);
  const scripts = [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, code = '']) =>
    hashOf(code),
  );
  return {
    html,
    policy: [
      "default-src 'none'",
      // The barcode reader is WebAssembly.
      `script-src 'self' 'wasm-unsafe-eval' ${scripts.join(' ')}`,
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "worker-src 'self' blob:",
      "media-src 'self' blob: mediastream:",
      "frame-src 'self' blob:",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
  };
}

export function fillShell(shell: Shell, boot: Boot, language: Language, view: FirstView): string {
  const { chain } = boot;
  const head = chain
    ? [
        `<link rel="stylesheet" href="${escapeHtml(chain.theme.stylesheet)}">`,
        '<link rel="manifest" href="/manifest.webmanifest">',
        `<style>${firstScreenCss}</style>`,
        `<link rel="icon" type="image/svg+xml" href="${escapeHtml(chain.theme.logo)}">`,
        `<link rel="apple-touch-icon" href="${escapeHtml(appIconPath(chain.theme.logo, 'apple'))}">`,
        `<meta name="theme-color" media="(prefers-color-scheme: light)" content="${escapeHtml(chain.theme.themeColor.light)}">`,
        `<meta name="theme-color" media="(prefers-color-scheme: dark)" content="${escapeHtml(chain.theme.themeColor.dark)}">`,
        `<meta name="description" content="${escapeHtml(descriptions[language](chain.name))}">`,
      ].join('\n')
    : '<link rel="stylesheet" href="/theme/platform.css">\n<link rel="icon" href="data:,">';
  return shell.html
    .replace('%efk.lang%', language)
    .replace('%efk.title%', () => escapeHtml(chain ? titles[language](chain.name) : 'eFakturomat'))
    .replace('<!--efk.head-->', () => head)
    .replace('<!--efk.first-->', () => (chain ? firstScreenHtml(chain, view, language) : ''))
    .replace('<!--efk.boot-->', () => `<script type="application/json" id="boot">${jsonForHtml(boot)}</script>`);
}

const titles = {
  pl: (chain: string) => `Faktura do paragonu | ${chain}`,
  en: (chain: string) => `Invoice for a receipt | ${chain}`,
  uk: (chain: string) => `Фактура до чека | ${chain}`,
};
const descriptions = {
  pl: (chain: string) => `Faktura do paragonu z ${chain} w minutę: zeskanuj kod z paragonu i pobierz PDF.`,
  uk: (chain: string) => `Фактура до чека з ${chain} за хвилину: відскануйте код із чека й завантажте PDF.`,
  en: (chain: string) => `An invoice for your ${chain} receipt in a minute: scan the code and get the PDF.`,
};

/** Escapes data so that it cannot end its script element. */
function jsonForHtml(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function hashOf(code: string): string {
  return `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
}
