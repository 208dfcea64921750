import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { type Flat, markChar } from '../source/flatten.ts';
import type { Place } from '../source/templateErrors.ts';

type Span = [from: number, to: number];

/** Elements whose text is not printed. Drawings are allowed shapes only. */
const unprinted = new Set(['style', 'script', 'svg', 'math', 'title', 'template', 'noscript', 'textarea']);

/** Gives a function that checks whether the mustache at a place of the source stands in printed text and not in a tag. */
export function textPlaces(flat: Flat): (place: Place) => boolean {
  const text: Span[] = [];
  const tags: Span[] = [];
  collect(parseFragment(flat.text, { sourceCodeLocationInfo: true }), { text, tags });
  const seen = new Set<string>();
  const inText = within(text);
  // parse5 joins the texts on both sides of a tag that it moves elsewhere. The span of the joined text contains the tag.
  const inTag = within(tags);
  for (const [index, { place }] of flat.marks) if (inText(index) && !inTag(index)) seen.add(keyOf(place));
  return (place) => seen.has(keyOf(place));
}

function collect(root: DefaultTreeAdapterTypes.ParentNode, into: { text: Span[]; tags: Span[] }): void {
  const open: DefaultTreeAdapterTypes.ChildNode[] = [...root.childNodes];
  for (let node = open.pop(); node; node = open.pop()) {
    const place = node.sourceCodeLocation;
    if (node.nodeName === '#text') {
      if (place) into.text.push([place.startOffset, place.endOffset]);
      continue;
    }
    const tag = place && 'startTag' in place && place.startTag ? place.startTag : place;
    if (tag) into.tags.push([tag.startOffset, tag.endOffset]);
    if (!('childNodes' in node) || unprinted.has(node.nodeName)) continue;
    // The name of an attribute inside {{#if}} contains the block's mark characters.
    if (node.attrs.some(({ name }) => name.replaceAll(markChar, '') === 'hidden')) continue;
    open.push(...node.childNodes);
  }
}

/**
 * Gives a function that checks whether an index lies in any of the spans. The spans are sorted by beginning, and each entry of
 * `ends` is the largest end of the spans up to there.
 */
function within(spans: Span[]): (index: number) => boolean {
  const sorted = spans.toSorted(([a], [b]) => a - b);
  const ends: number[] = [];
  for (const [, end] of sorted) ends.push(Math.max(end, ends.at(-1) ?? 0));
  return (index) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.[0] ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    return (ends[low - 1] ?? 0) > index;
  };
}

const keyOf = ({ line, column }: Place) => `${line}:${column}`;
