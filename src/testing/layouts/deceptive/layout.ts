import { readFileSync } from 'node:fs';
import type { Occasion } from '../occasions.ts';

/** The first check that can find a trick: of the source, of the samples before publishing, or of the issued document. */
export type CaughtBy = 'static' | 'sample' | 'document';

export type DeceptiveLayout = {
  name: string;
  /** The effect on the printed invoice. */
  trick: string;
  /** A complete `invoice.hbs`. */
  source: string;
  caughtBy: CaughtBy;
  /** An invoice on which the trick shows; see `invoiceAt`. */
  occasion: Occasion;
};

/** Differences from the common case: the invoice of `person`, and the trick found by the samples. */
type Differing = { on?: Occasion; by?: CaughtBy };

const plain = readFileSync(new URL('../correct/plain.hbs', import.meta.url), 'utf8');

/** The source of a layout that shows every fact correctly. The deceptive layouts are small edits of this source. */
export const correctLayout = (): string => plain;

/** Replaces a text in a source. Throws when the source lacks the text: otherwise a trick could silently become correct. */
export function edited(source: string, from: string, to: string): string {
  const parts = source.split(from);
  if (parts.length === 1) throw new Error(`The correct layout has no “${from}”.`);
  return parts.join(to);
}

export const without = (part: string): string => edited(correctLayout(), part, '');

/** The correct layout with CSS added at the end of its stylesheet. */
export const withCss = (css: string): string => edited(correctLayout(), '</style>', `${css}\n</style>`);

/** The part of the correct layout from one text to another, both included. */
export function partOf(from: string, to: string): string {
  const start = plain.indexOf(from);
  const end = plain.indexOf(to, start);
  if (start < 0 || end < 0) throw new Error(`The correct layout has nothing from “${from}” to “${to}”.`);
  return plain.slice(start, end + to.length);
}

export function byCss(name: string, trick: string, css: string, differing: Differing = {}): DeceptiveLayout {
  return layout(name, trick, withCss(css), differing);
}

export function byEdit(
  name: string,
  trick: string,
  [from, to]: [from: string, to: string],
  differing: Differing = {},
): DeceptiveLayout {
  return layout(name, trick, edited(correctLayout(), from, to), differing);
}

/** A trick that puts a field into an attribute and selects the attribute in CSS. */
export function byEditAndCss(
  name: string,
  trick: string,
  [from, to, css]: [from: string, to: string, css: string],
  differing: Differing = {},
): DeceptiveLayout {
  return layout(name, trick, edited(withCss(css), from, to), differing);
}

export function layout(name: string, trick: string, source: string, { on, by }: Differing = {}): DeceptiveLayout {
  return { name, trick, source, caughtBy: by ?? 'sample', occasion: on ?? 'person' };
}

/** Parts of the correct layout. */
export const totals = partOf('<dl class="totals">', '</dl>');
export const vatSummary = partOf('<table class="vat-summary">', '</table>');
export const sales = partOf('<table class="sales">', '</table>');
export const lines = partOf('<table class="lines">', '</table>');
export const lineRow = partOf('<tr>\n      <td class="position">', '</tr>');
export const paidRow = '<div class="paid"><dt>{{t "paid"}}</dt><dd>{{paid}}</dd></div>';
export const rateRow = partOf('<tr><td class="rate">', '</tr>');
export const parties = partOf('<div class="facts">', '</dl>\n</div>');
