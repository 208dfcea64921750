import { attributeName, childrenOf, isComment, isElement, isHtml, isSvg, isText, type Tree } from './tree.ts';

/** A place where a browser's tree differs from the source. */
export type Difference =
  | { kind: 'unclosed'; at: number; name: string }
  /** An end tag that names another element than the open one, or without an open element. */
  | { kind: 'unexpectedEnd'; at: number; open?: string }
  /** Text that is missing in the tree, or elsewhere in the tree. */
  | { kind: 'ignored' | 'moved'; at: number; end: number };

/** A piece of the text that is in the tree: a tag, a text or a comment. */
type Piece = { start: number; end: number; node?: Tree.TextNode };

/** Elements that a browser adds in a table and that do not affect their content. */
const added = new Set(['tbody', 'colgroup']);

/**
 * Compares a tree with its source: every character must belong to one piece of the tree, in the same order, and every
 * element must end with its own end tag, unless the element needs none.
 */
export function differences(
  root: Tree.ParentNode,
  text: string,
  needsNoEnd: (element: Tree.Element) => boolean,
): Difference[] {
  const found: Difference[] = [];
  const pieces: Piece[] = [];
  collect(root);
  return [...found, ...misplaced(pieces), ...leftOut(pieces, text)];

  // A loop, not a recursion: a hostile author could make the tree too deep for the stack.
  function collect(top: Tree.ParentNode): void {
    const waiting: (Tree.ChildNode | Piece)[] = childrenOf(top).toReversed();
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if ('start' in next) pieces.push(next);
      else if (isElement(next)) enter(next, waiting);
      else if ((isText(next) || isComment(next)) && next.sourceCodeLocation) {
        const { startOffset: start, endOffset: end } = next.sourceCodeLocation;
        pieces.push(isText(next) ? { start, end, node: next } : { start, end });
      }
    }
  }

  function enter(element: Tree.Element, waiting: (Tree.ChildNode | Piece)[]): void {
    const place = element.sourceCodeLocation;
    if (place) {
      const start = place.startTag ?? place;
      pieces.push({ start: start.startOffset, end: start.endOffset });
      if (place.endTag) waiting.push({ start: place.endTag.startOffset, end: place.endTag.endOffset });
      else if (!needsNoEnd(element)) found.push(notClosed(element));
    }
    if (!place && !added.has(element.tagName)) return;
    for (const child of childrenOf(element).toReversed()) waiting.push(child);
  }
}

function notClosed(element: Tree.Element): Difference {
  const at = element.sourceCodeLocation?.startOffset ?? 0;
  let outer = element.parentNode;
  while (outer && isElement(outer) && !outer.sourceCodeLocation) outer = outer.parentNode;
  const end = outer && isElement(outer) ? outer.sourceCodeLocation?.endTag : undefined;
  if (end && element.sourceCodeLocation?.endOffset === end.startOffset)
    return { kind: 'unexpectedEnd', at: end.startOffset, open: element.tagName };
  return { kind: 'unclosed', at, name: element.tagName };
}

/** Pieces that come later in the tree than text written after them. */
function misplaced(pieces: Piece[]): Difference[] {
  const found: Difference[] = [];
  let earliestAfter = Number.POSITIVE_INFINITY;
  for (const { start, end } of pieces.toReversed()) {
    if (start >= earliestAfter) found.push({ kind: 'moved', at: start, end });
    earliestAfter = Math.min(earliestAfter, start);
  }
  return found;
}

/** Text that no piece covers. A text node that spans a tag covers the tag as well, so each text is searched for tags. */
function leftOut(pieces: Piece[], text: string): Difference[] {
  const found: Difference[] = [];
  let reached = 0;
  const skipTo = (start: number) => {
    if (start > reached) found.push(ignored(text, reached, start));
  };
  for (const { start, end, node } of pieces.toSorted((a, b) => a.start - b.start)) {
    skipTo(start);
    reached = Math.max(reached, end);
    if (node && !isRawText(node)) {
      for (let at = text.indexOf('<', start); at >= 0 && at < end; at = text.indexOf('<', at + 1))
        found.push(ignored(text, at, at + 1));
    }
  }
  skipTo(text.length);
  return found;
}

/** In these elements “<” is text. All but `style` are refused by name. */
const rawText = /^(style|script|iframe|noscript|noembed|noframes|xmp|plaintext|textarea|title)$/;

const isRawText = ({ parentNode }: Tree.TextNode) =>
  parentNode !== null && isElement(parentNode) && isHtml(parentNode) && rawText.test(parentNode.tagName);

function ignored(text: string, at: number, end: number): Difference {
  if (/^<\/[a-z]/i.test(text.slice(at, at + 3))) return { kind: 'unexpectedEnd', at };
  return { kind: 'ignored', at, end };
}

/** The place of an attribute in the text. */
export function attributePlace(element: Tree.Element, attribute: Tree.Element['attrs'][number]) {
  return element.sourceCodeLocation?.attrs?.[attributeName(attribute)];
}

/** In a drawing `<path/>` needs no end tag. A “/” at the end of an unquoted value does not close the element. */
export function closesItself(element: Tree.Element, text: string): boolean {
  const place = element.sourceCodeLocation;
  const end = (place?.startTag ?? place)?.endOffset ?? 0;
  if (!isSvg(element) || text.slice(end - 2, end) !== '/>') return false;
  return !Object.values(place?.attrs ?? {}).some(({ endOffset }) => endOffset === end - 1);
}
