import type { TemplateErrorParams } from '../../contract/templateErrors.ts';
import type { Flat, Mark } from '../source/flatten.ts';
import type { Place, Report } from '../source/templateErrors.ts';
import { writtenAttributes } from './checkAttributes.ts';
import { childrenOf, isComment, isElement, isText, type Tree } from './tree.ts';

/** A stretch of the text and the meaning of marks in it: `name` is the same for marks that may belong to one block. */
type Stretch = { start: number; end: number } & (
  | { kind: 'text' | 'tag' | 'value'; name: string }
  | { kind: 'refused'; fault: Fault }
);
type Fault = TemplateErrorParams<'mustache.place'>;

/**
 * Requires every mustache to be in text, in a quoted value or, for a block, between attributes. A block must end where it
 * began.
 */
export function checkMarks(root: Tree.DocumentFragment, flat: Flat, report: Report): void {
  const stretches = stretchesOf(root, flat.text);
  const openedIn = new Map<Place, string>();
  let next = 0;
  for (const [index, mark] of flat.marks) {
    while (next < stretches.length && (stretches[next]?.end ?? 0) <= index) next += 1;
    const found = stretches[next];
    const stretch = found && found.start <= index ? found : undefined;
    const fault = faultOf(mark, stretch, flat.text[index - 1] ?? ' ');
    const name = stretch && stretch.kind !== 'refused' ? stretch.name : '';
    if (fault) report('mustache.place', mark.place, fault);
    else if (mark.kind === 'open') openedIn.set(mark.place, name);
    else if (mark.kind === 'branch' || mark.kind === 'close') {
      const opened = openedIn.get(mark.place);
      if (opened === undefined || opened === name) continue;
      openedIn.delete(mark.place);
      report('html.block', mark.place, {});
    }
  }
}

function faultOf({ kind }: Mark, stretch: Stretch | undefined, before: string): Fault | undefined {
  if (!stretch) return { reason: 'nowhere' };
  if (stretch.kind === 'refused') return stretch.fault;
  if (stretch.kind === 'text') return undefined;
  if (kind === 'partial') return { reason: 'partial' };
  // Between attributes a block must not touch a name, or the block's content would become part of that name.
  if (stretch.kind === 'tag' && !/[\s"']/.test(before)) return { reason: 'no_space' };
  return undefined;
}

/** The stretches in order; none overlaps another. A refused attribute is reported once, without the marks in it. */
function stretchesOf(root: Tree.DocumentFragment, text: string): Stretch[] {
  const found: Stretch[] = [];
  const waiting: [Tree.ChildNode, number][] = childrenOf(root).map((node) => [node, -1]);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [node, parent] = next;
    const place = node.sourceCodeLocation;
    const inside = isElement(node) && place ? place.startOffset : parent;
    if (isElement(node)) {
      if (place) found.push(...stretchesOfTags(node, text));
      for (const child of childrenOf(node)) waiting.push([child, inside]);
    } else if (place && isText(node)) found.push(stretchOfText(node, place, parent));
    else if (place && isComment(node)) {
      found.push({ start: place.startOffset, end: place.endOffset, kind: 'refused', fault: { reason: 'comment' } });
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
}

function stretchOfText(
  node: Tree.TextNode,
  { startOffset: start, endOffset: end }: { startOffset: number; endOffset: number },
  parent: number,
): Stretch {
  if (node.parentNode?.nodeName === 'style') return { start, end, kind: 'refused', fault: { reason: 'style' } };
  return { start, end, kind: 'text', name: `text in ${parent}` };
}

/** The parts of a tag, divided by its attributes. */
function stretchesOfTags(element: Tree.Element, text: string): Stretch[] {
  const place = element.sourceCodeLocation;
  if (!place) return [];
  const { startOffset: start, endOffset: end } = place.startTag ?? place;
  const found: Stretch[] = [];
  const name = `tag ${start}`;
  let reached = start;
  const places = writtenAttributes(element, text).map(([, written]) => written);
  for (const written of places.toSorted((a, b) => a.start - b.start)) {
    found.push({ start: reached, end: written.start, kind: 'tag', name });
    found.push({ start: written.start, end: written.end, kind: 'value', name: `value ${written.start}` });
    reached = written.end;
  }
  found.push({ start: reached, end, kind: 'tag', name });
  if (place.endTag) {
    const { startOffset: start, endOffset: end } = place.endTag;
    found.push({ start, end, kind: 'refused', fault: { reason: 'end_tag' } });
  }
  return found;
}
