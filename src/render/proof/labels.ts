import { type Meaning, meaningsOf } from './lexicon.ts';
import type { Occurrence } from './printedText.ts';
import type { Proof } from './proof.ts';
import type { Segment } from './segments.ts';

type Place = Pick<Occurrence, 'page' | 'left' | 'right' | 'top' | 'bottom' | 'size'>;

const hasLetters = (segment: Segment) => /\p{L}{2}/u.test(segment.text);

/** Labels of the layout beside and above a place, nearest first: what stands left on its line, then what stands above. */
export function labelsAround(proof: Proof, place: Place, { linesAbove = Number.POSITIVE_INFINITY } = {}): Segment[] {
  const lettered = proof.segments.filter((segment) => segment.page === place.page && hasLetters(segment));
  const middle = (place.top + place.bottom) / 2;
  const left = lettered
    .filter((segment) => segment.top < middle && segment.bottom > middle && segment.left < place.left)
    .sort((a, b) => b.left - a.left);
  const above = lettered
    .filter((segment) => segment.bottom <= middle && segment.left < place.right + 1 && segment.right > place.left - 1)
    .filter((segment) => place.top - segment.bottom < linesAbove * 1.4 * place.size)
    .sort((a, b) => b.bottom - a.bottom);
  return [...left, ...above];
}

/** The nearest label that has one of these meanings, and which it has. */
export function nearestMeaning(labels: readonly Segment[], among: readonly Meaning[]): Set<Meaning> {
  for (const { text } of labels) {
    const found = new Set([...meaningsOf(text)].filter((meaning) => among.includes(meaning)));
    if (found.size > 0) return found;
  }
  return new Set();
}
