import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { type Flat, markChar } from '../source/flatten.ts';
import type { Place } from '../source/templateErrors.ts';

type Span = [from: number, to: number];

/** Their text is no text on paper. A drawing has shapes only. */
const unread = new Set(['style', 'script', 'svg', 'math', 'title', 'template', 'noscript', 'textarea']);

/** Tells whether the mustache at a place of the source stands in text that a reader sees, and not in a tag. */
export function textPlaces(flat: Flat): (place: Place) => boolean {
  const text: Span[] = [];
  const tags: Span[] = [];
  collect(parseFragment(flat.text, { sourceCodeLocationInfo: true }), { text, tags });
  const seen = new Set<string>();
  const inText = within(text);
  // A parser joins the text on both sides of a tag that it moves; the tag lies in their span.
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
    if (!('childNodes' in node) || unread.has(node.nodeName)) continue;
    // Inside {{#if}} an attribute's name carries the marks of the block.
    if (node.attrs.some(({ name }) => name.replaceAll(markChar, '') === 'hidden')) continue;
    open.push(...node.childNodes);
  }
}

/** The spans of one sort are in order of their beginning after sorting, and the furthest end so far decides. */
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
