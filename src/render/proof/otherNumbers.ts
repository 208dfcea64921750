import type { Glyph, Unseen } from './page/printedPages.ts';
import { numberOf, type Proof } from './proof.ts';
import { foldText } from './text/foldText.ts';

/** A headline's size in points, and how much larger than the amount due it is. */
const loudSize = 12;
const loudRatio = 1.25;

/**
 * Numbers that the other proofs do not take for amounts, and that a reader may: digits that do not count as seen can be read
 * all the same when they are turned a little or stand on a restless ground, and a number in the largest type is taken for
 * the amount due whatever stands beside it. Such numbers are the invoice's own.
 */
export function proveNoOtherNumbers(proof: Proof, glyphs: readonly Glyph[]): void {
  const own = textsIn(proof.view)
    .map(foldText)
    .filter((text) => text.length > 2);
  const ownOnes = [...new Set(own)].toSorted((a, b) => b.length - a.length);
  const unseen = (why: Unseen) => glyphs.filter((glyph) => glyph.unseen === why && glyph.size > 5);
  const dueSize = Math.max(...proof.seen.find(numberOf(proof.view.due), 'amount').map(({ size }) => size), 0);
  const loud = proof.segments.filter(({ size }) => size >= loudSize && size > loudRatio * dueSize);
  const numbers = [unseen('turned'), ...loud.map((segment) => segment.glyphs)];
  // Of a text that is hidden in part, digits of a long number may be left over.
  const isFound = numbers.some((one) => has(one, number, ownOnes)) || has(unseen('hidden'), amount, ownOnes);
  if (isFound) proof.report('amount.foreign', 'due');
}

const amount = /\d[.,]\d{2}/;
const number = /\d{3}|\d[.,]\d{2}/;

function has(glyphs: readonly Glyph[], what: RegExp, own: readonly string[]): boolean {
  let text = glyphs.map(({ char }) => foldText(char)).join('');
  if (!what.test(text)) return false;
  for (const value of own) text = text.replaceAll(value, ' ');
  return what.test(text);
}

/** Every text of the view, however deep. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
