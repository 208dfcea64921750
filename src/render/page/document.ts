import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Theme } from '../../domain/chains/theme.ts';
import type { Language } from '../../domain/format.ts';
import { cssString } from '../escape.ts';
import type { CleanHtml } from '../html/clean.ts';
import { labels } from '../labels.ts';
import { type Face, fallbackFaces, fontFace, fontFacesOf, type Subset, subsetsFor } from './fonts.ts';
import { colours, declarations, fontFaceRule, rangeOf, shapes } from './themeCss.ts';
import { withNumbersTogether } from './together.ts';

/** The printer's input. Jobs with one `key` share a prepared page, so a key belongs to one chain and one `head`. */
export type PrintJob = {
  key: string;
  language: Language;
  /** Content of <head>: the policy first, then styles and fonts. */
  head: string;
  /** Title of the PDF and of the footer on every page. */
  title: string;
  body: string;
};

/** `lines`: lines of the invoice; more lines allow more time. `fresh` asks for a browser that has printed nothing yet. */
export type PrintNeeds = { lines: number; fresh?: boolean };

/** Content policy: no connections and no scripts, only resources inside the document. */
export const contentPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'";

const baseCss = readFileSync(new URL('print.css', import.meta.url), 'utf8');

/**
 * A rendered and cleaned invoice as a print job. Its stylesheet is in the head, which is loaded once per page, not per
 * print. `owner` names the chain and template version: two of them never share a page.
 */
export async function invoiceDocument(input: {
  owner: string;
  theme: Theme;
  language: Language;
  title: string;
  html: CleanHtml;
}): Promise<PrintJob> {
  const { owner, theme, language, title, html } = input;
  const styles = html.styles === '' ? '' : `<style>${html.styles}</style>`;
  const head = (await headOf(theme, language, subsetsFor(html.body + title))) + styles;
  const hash = createHash('sha256').update(head).digest('base64url');
  return { key: `${owner} ${hash}`, language, head, title, body: withNumbersTogether(html.body) };
}

async function headOf(theme: Theme, language: Language, subsets: readonly Subset[]): Promise<string> {
  const tokens = declarations({
    ...colours(theme.light),
    ...shapes(theme),
    '--page': cssString(`${labels[language].page} `),
    '--page-of': cssString(` ${labels[language].pageOf} `),
  });
  return [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">`,
    '<title></title>',
    `<style>\n${(await facesOf(theme, subsets)).join('\n')}\n:root {\n${tokens}\n}\n${baseCss}</style>`,
  ].join('\n');
}

/** Fonts are embedded as data: URIs, once per page, so the document needs no address. */
function facesOf(theme: Theme, subsets: readonly Subset[]): Promise<string[]> {
  const faces = new Map([...fontFacesOf(theme), ...fallbackFaces].map((face) => [JSON.stringify(face), face]));
  return Promise.all(
    [...faces.values()]
      .filter(({ subset }) => subsets.includes(subset))
      .map((face) => ruleOf(face, subsets.length > 1 ? rangeOf(face) : undefined)),
  );
}

async function ruleOf(face: Face, range: string | undefined): Promise<string> {
  const bytes = await fontFace(face.family, face.weight, face.subset);
  return fontFaceRule(face, `data:font/woff2;base64,${Buffer.from(bytes).toString('base64')}`, range);
}
