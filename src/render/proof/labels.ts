import type { Proof } from './proof.ts';
import { type Meaning, meaningsOf } from './text/lexicon.ts';
import type { Occurrence } from './text/printedText.ts';
import type { Segment } from './text/segments.ts';

type Place = Pick<Occurrence, 'page' | 'left' | 'right' | 'top' | 'bottom' | 'size'>;

const hasLetters = (segment: Segment) => /\p{L}{2}/u.test(segment.text);

/** `linesAbove`: how many lines above the place a label may stand. `pageBefore`: also search the previous page. */
type Reach = { linesAbove?: number; pageBefore?: boolean };

/** Labels of the layout near a place: first those on its line from right to left, then those above from bottom to top. */
export function labelsAround(proof: Proof, place: Place, reach: Reach = {}): Segment[] {
  const { linesAbove = Number.POSITIVE_INFINITY, pageBefore = false } = reach;
  const lettered = proof.segments.filter((segment) => segment.page === place.page && hasLetters(segment));
  const middle = (place.top + place.bottom) / 2;
  const left = lettered
    .filter((segment) => segment.top < middle && segment.bottom > middle && segment.left < place.left)
    .sort((a, b) => b.left - a.left);
  const isOver = (segment: Segment) => segment.left < place.right + 1 && segment.right > place.left - 1;
  const above = lettered
    .filter((segment) => segment.bottom <= middle && isOver(segment))
    .filter((segment) => place.top - segment.bottom < linesAbove * 1.4 * place.size)
    .sort((a, b) => b.bottom - a.bottom);
  if (!pageBefore) return [...left, ...above];
  const before = proof.segments.filter((one) => one.page === place.page - 1 && hasLetters(one) && isOver(one));
  return [...left, ...above, ...before.sort((a, b) => b.bottom - a.bottom)];
}

/**
 * The place, widened to the left by the words that stand before it on its line without a gap. In “NIP 526-587-76-35” under
 * “Buyer” only the word “NIP” stands under the label.
 */
export function withWordsBefore(proof: Proof, place: Occurrence): Place {
  const [first] = place.glyphs;
  const home = first && proof.whole.find(({ glyphs }) => glyphs.includes(first));
  return home ? { ...place, left: Math.min(place.left, home.left) } : place;
}

/** Labels in the three lines beneath a place. */
export function labelsBelow(proof: Proof, { page, left, right, bottom, size }: Place): Segment[] {
  return proof.segments.filter(
    (one) =>
      one.page === page &&
      one.top > bottom - size &&
      one.top < bottom + 3 * size &&
      one.left < right &&
      one.right > left,
  );
}

/** The meanings out of `among` of the first label that has any of them; empty when no label has one. */
export function nearestMeaning(labels: readonly Segment[], among: readonly Meaning[]): Set<Meaning> {
  for (const { text } of labels) {
    const found = new Set([...meaningsOf(text)].filter((meaning) => among.includes(meaning)));
    if (found.size > 0) return found;
  }
  return new Set();
}

/**
 * Whether the column's heading or the words before a value name another value: they mean one of `not` and do not mean `is`,
 * or another heading on the same line means `is`.
 */
export function hasContraryLabel(proof: Proof, place: Place, is: Meaning, not: readonly Meaning[]): boolean {
  for (const label of labelsAround(proof, place)) {
    const meanings = meaningsOf(label.text);
    if (meanings.has(is)) return false;
    if (not.some((meaning) => meanings.has(meaning))) return true;
    const isHeading = label.bottom <= place.top;
    if (isHeading && headingsBeside(proof, label).some(({ text }) => meaningsOf(text).has(is))) return true;
  }
  return false;
}

function headingsBeside(proof: Proof, label: Segment): Segment[] {
  const y = (label.top + label.bottom) / 2;
  return proof.segments.filter(
    (one) => one !== label && one.page === label.page && one.top < y && one.bottom > y && hasLetters(one),
  );
}
