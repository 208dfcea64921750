import { labelsAround } from './labels.ts';
import type { Glyph } from './page/printedPages.ts';
import { numberOf, type Proof } from './proof.ts';
import { foldText } from './text/foldText.ts';
import { meaningsOf } from './text/lexicon.ts';
import { occurrenceOf } from './text/printedText.ts';
import { type Segment, textOf } from './text/segments.ts';

/** A number that a reader takes for money: with two to six decimals, or with a currency. Dates and percentages do not match. */
const money =
  /(?<![\d.,])(?:\d{1,3}(?:[ .]\d{3})+|\d+)(?:[.,]\d{2,6}(?!\d|[.,]\d|\s?%)|(?:[.,]\d{1,2})?\s?(?:zł|zl|pln|eur|usd|€|\$)(?!\p{L}))/giu;

/**
 * Reports `amount.foreign` for an amount of money that is not in the view. Small print with words of its own before the
 * amount is allowed.
 */
export function proveNoForeignAmounts(proof: Proof): void {
  const paidSize = Math.max(...proof.seen.find(numberOf(proof.view.paid), 'amount').map(({ size }) => size), 0);
  for (const segment of proof.segments) {
    const { text, owners } = plain(segment);
    for (const match of text.matchAll(money)) {
      const glyphs = [...new Set(owners.slice(match.index, match.index + match[0].length))].filter(
        (glyph): glyph is Glyph => glyph !== undefined && /\d/.test(foldText(glyph.char)),
      );
      if (glyphs.every((glyph) => proof.amounts.has(glyph))) continue;
      if (!isSmallPrint(proof, segment, glyphs, paidSize)) return proof.report('amount.foreign', 'paid');
    }
  }
}

/** The segment's text with ASCII digits; `owners[i]` is the glyph that prints character i, and undefined for a space. */
function plain({ glyphs }: Segment): { text: string; owners: (Glyph | undefined)[] } {
  let text = '';
  const owners: (Glyph | undefined)[] = [];
  glyphs.forEach((glyph, index) => {
    const before = glyphs[index - 1];
    if (before && glyph.left - before.right > 0.14 * glyph.size) {
      text += ' ';
      owners.push(undefined);
    }
    const folded = /\p{Nd}/u.test(glyph.char) ? foldText(glyph.char) : glyph.char.normalize('NFKC');
    text += folded;
    for (let count = 0; count < folded.length; count += 1) owners.push(glyph);
  });
  return { text, owners };
}

/**
 * Whether an amount is small print, such as "Kapitał zakładowy: 5 000 000,00 zł": words stand before the amount, these words
 * do not label an amount of the invoice, and the type is smaller than that of the amount paid.
 */
function isSmallPrint(proof: Proof, segment: Segment, glyphs: Glyph[], paidSize: number): boolean {
  if (!/\p{L}{4}/u.test(textBefore(proof, glyphs)) || segment.size >= paidSize) return false;
  if (isLabelOfAmount(segment.text)) return false;
  const [nearest] = labelsAround(proof, occurrenceOf(glyphs), { linesAbove: 2 });
  return nearest === undefined || !isLabelOfAmount(nearest.text);
}

/**
 * The text before these glyphs in the whole line, not in the segment: a receipt number that equals a part of a telephone
 * number by chance cuts the line into two segments.
 */
function textBefore(proof: Proof, [first]: Glyph[]): string {
  const home = first && proof.whole.find(({ glyphs }) => glyphs.includes(first));
  return home ? textOf(home.glyphs.slice(0, home.glyphs.indexOf(first))) : '';
}

function isLabelOfAmount(text: string): boolean {
  const meanings = meaningsOf(text);
  return (['due', 'pay', 'total', 'net', 'gross', 'vat', 'price', 'value', 'quantity'] as const).some((one) =>
    meanings.has(one),
  );
}
