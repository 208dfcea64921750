import type { Glyph, Unseen } from './page/printedPages.ts';
import { numberOf, type Proof } from './proof.ts';
import { foldText } from './text/foldText.ts';

/** Smallest type size of a headline in points, and its smallest ratio to the type size of the amount paid. */
const loudSize = 12;
const loudRatio = 1.25;

/**
 * Reports `amount.foreign` for numbers that are not in the view and that the other proofs skip. A person can still read
 * digits that count as unseen because they are slightly turned or stand on a patterned background, and takes a number in the
 * largest type for the amount paid.
 */
export function proveNoOtherNumbers(proof: Proof, glyphs: readonly Glyph[]): void {
  const own = textsIn(proof.view)
    .map(foldText)
    .filter((text) => text.length > 2);
  const ownOnes = [...new Set(own)].toSorted((a, b) => b.length - a.length);
  const unseen = (why: Unseen) => glyphs.filter((glyph) => glyph.unseen === why && glyph.size > 5);
  const paidSize = Math.max(...proof.seen.find(numberOf(proof.view.paid), 'amount').map(({ size }) => size), 0);
  const loud = proof.segments.filter(({ size }) => size >= loudSize && size > loudRatio * paidSize);
  const numbers = [unseen('turned'), ...loud.map((segment) => segment.glyphs)];
  // Hidden text is searched for amounts only: of a long number that is hidden in part, three digits may remain.
  const isFound = numbers.some((one) => has(one, number, ownOnes)) || has(unseen('hidden'), amount, ownOnes);
  if (isFound) proof.report('amount.foreign', 'paid');
}

const amount = /\d[.,]\d{2}/;
const number = /\d{3}|\d[.,]\d{2}/;

function has(glyphs: readonly Glyph[], what: RegExp, own: readonly string[]): boolean {
  let text = glyphs.map(({ char }) => foldText(char)).join('');
  if (!what.test(text)) return false;
  for (const value of own) text = text.replaceAll(value, ' ');
  return what.test(text);
}

/** Every string in the view, at any depth. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
