import type { ErrorCodes } from 'parse5';
import { cssFault } from '../css/faults.ts';
import type { Flat } from '../source/flatten.ts';
import type { TemplateSort } from '../source/partials.ts';
import { firstPlace, type Report } from '../source/templateErrors.ts';
import { closesItself, type Difference, differences } from './asWritten.ts';
import { checkAttributes } from './checkAttributes.ts';
import { checkMarks } from './checkMarks.ts';
import { isAllowedIn, takesText } from './clean.ts';
import { codeOfFault } from './parserFaults.ts';
import { childrenOf, isComment, isElement, isHtml, isText, parseSource, type Source, type Tree } from './tree.ts';

const deepestElements = 64;

/**
 * Parses the fixed text of a template as a browser does. Reports what is not on the lists, what the browser's tree has
 * elsewhere than the source, and mustaches outside text and quoted attributes.
 */
export function checkHtml(flat: Flat, sort: TemplateSort, report: Report): void {
  const source = parseSource(flat.text);
  if (!source) return report('template.too_large', firstPlace, { reason: 'elements' });
  checkTree(source.root, flat, sort, report);
  checkShape(source, flat, report);
  checkMarks(source.root, flat, report);
}

function checkTree(root: Tree.DocumentFragment, flat: Flat, sort: TemplateSort, report: Report): void {
  walk(root, 0);

  function walk(parent: Tree.ParentNode, depth: number): void {
    for (const node of childrenOf(parent)) {
      if (isElement(node)) element(node, parent, depth + 1);
      else if (isText(node) && !takesText(parent) && node.value.trim() !== '')
        report('html.element', flat.placeAt(startOf(node)), { reason: 'drawing_text' });
    }
  }

  function element(node: Tree.Element, parent: Tree.ParentNode, depth: number): void {
    const place = flat.placeAt(startOf(node));
    if (depth > deepestElements)
      return report('template.too_deep', place, { reason: 'elements', most: deepestElements });
    // What the parser adds has no place in the source; the comparison with the source finds it.
    if (node.sourceCodeLocation && !isAllowedIn(node, parent))
      report('html.element', place, { reason: 'refused', name: node.tagName });
    checkAttributes(node, flat, sort, report);
    if (node.tagName === 'style' && isHtml(node)) style(node);
    else walk(node, depth);
  }

  function style(node: Tree.Element): void {
    const start = node.sourceCodeLocation?.startTag?.endOffset ?? 0;
    const end = node.sourceCodeLocation?.endTag?.startOffset ?? flat.text.length;
    if ([...flat.marks.keys()].some((index) => index >= start && index < end)) return;
    const fault = cssFault(flat.text.slice(start, end), 'stylesheet', sort);
    if (fault) report('css.refused', flat.placeAt(start + fault.offset), fault.params);
  }
}

const startOf = (node: Tree.ChildNode) => node.sourceCodeLocation?.startOffset ?? 0;

/** Reports the places where the tree differs from the source. */
function checkShape({ root, faults }: Source, flat: Flat, report: Report): void {
  const found = differences(root, flat.text, (element) => needsNoEnd(element, flat.text));
  const unclosed = found.find((_, index) => index === deepestElements);
  if (unclosed && found.every(({ kind }) => kind === 'unclosed'))
    report('template.too_deep', flat.placeAt(unclosed.at), { reason: 'unclosed', most: deepestElements });
  for (const difference of found) reportDifference(difference, flat, report);
  for (const { code, startOffset } of faults) {
    const ours = codeOfFault(code as ErrorCodes);
    if (ours) report(ours, flat.placeAt(startOffset), { reason: 'parser', fault: code });
  }
  const last = root.childNodes.at(-1);
  if (last && faults.some(({ code }) => code === 'eof-in-comment')) {
    const open = lastComment(last);
    if (open) report('html.unclosed', flat.placeAt(startOf(open)), { reason: 'comment' });
  }
}

function lastComment(node: Tree.ChildNode): Tree.CommentNode | undefined {
  let last: Tree.ChildNode | undefined = node;
  while (last && isElement(last)) last = childrenOf(last).at(-1);
  return last && isComment(last) ? last : undefined;
}

function reportDifference(difference: Difference, { text, placeAt }: Flat, report: Report): void {
  const { kind, at } = difference;
  const place = placeAt(at);
  if (kind === 'unclosed') {
    report('html.unclosed', place, { reason: 'element', name: difference.name });
  } else if (kind === 'unexpectedEnd') {
    const { open } = difference;
    report('html.unexpected_end', place, open ? { reason: 'other', open } : { reason: 'nothing' });
  } else if (kind === 'moved') report('html.element', place, { reason: 'moved' });
  else if (difference.end === text.length && /^<\/?[a-z]/i.test(text.slice(at, at + 3)))
    report('html.unclosed', place, { reason: 'tag' });
  else if (text[at] === '<') report('html.element', place, { reason: 'no_tag' });
  else report('html.element', place, { reason: 'left_out' });
}

/** All elements without an end tag in HTML, including refused ones: one mistake gives one error. */
const voids = /^(area|base|basefont|bgsound|br|col|embed|frame|hr|img|input|keygen|link|meta|param|source|track|wbr)$/;

const needsNoEnd = (element: Tree.Element, text: string) =>
  isHtml(element) ? voids.test(element.tagName) : closesItself(element, text);
