/// <reference path="./css-tree.d.ts" />
import { type CssNode, parse, tokenize, tokenTypes, walk } from 'css-tree';
import type { CssFaultParams } from '../../contract/templateErrors.ts';
import type { TemplateSort } from '../source/partials.ts';
import { allowedFunctions, allowedRules, refusedProperties, refusedWords } from './allowed.ts';
import { cleanImage } from './images.ts';

/** An error in CSS; `offset` counts characters from the start. */
export type CssFault = { offset: number; params: CssFaultParams };

/** The content of a `<style>`, or of a style attribute. */
export type CssPlace = 'stylesheet' | 'declarationList';

/** Most levels of brackets: css-tree parses them recursively. */
const deepestBrackets = 24;

/** The first thing in CSS that is not on the lists or cannot be parsed. */
export function cssFault(css: string, place: CssPlace, sort: TemplateSort): CssFault | undefined {
  const found = [tokenFault(css) ?? treeFault(parseCss(css, place), sort), tagFault(css)];
  return found.filter((fault) => fault !== undefined).toSorted((a, b) => a.offset - b.offset)[0];
}

export function parseCss(css: string, place: CssPlace): CssNode {
  return parse(css, { context: place, parseCustomProperty: true, positions: true });
}

/** Some mail programs remove everything that looks like a tag from the source, even in stylesheets. */
function tagFault(css: string): CssFault | undefined {
  const offset = css.search(/<[!/?a-z]/i);
  return offset < 0 ? undefined : { offset, params: { reason: 'tags' } };
}

/**
 * Finds, before parsing, what a browser and css-tree may read differently: escapes outside strings (`u\72l(` is a url),
 * broken strings and urls, and brackets that do not match.
 */
export function tokenFault(css: string): CssFault | undefined {
  let fault: CssFault | undefined;
  const open: number[] = [];
  tokenize(css, (type, start, end) => {
    fault ??= faultOfToken(type, css.slice(start, end), start);
    const closing = closings.get(type);
    if (closing !== undefined) open.push(closing);
    else if (closingTypes.has(type) && open.pop() !== type)
      fault ??= { offset: start, params: { reason: 'bracket_unopened' } };
    if (open.length > deepestBrackets) fault ??= { offset: start, params: { reason: 'brackets_too_deep' } };
  });
  if (open.length > 0) fault ??= { offset: css.length, params: { reason: 'bracket_unclosed' } };
  return fault;
}

const {
  LeftCurlyBracket,
  LeftParenthesis,
  LeftSquareBracket,
  RightCurlyBracket,
  RightParenthesis,
  RightSquareBracket,
} = tokenTypes;
const closings = new Map([
  [LeftCurlyBracket, RightCurlyBracket],
  [LeftParenthesis, RightParenthesis],
  [LeftSquareBracket, RightSquareBracket],
  [tokenTypes.Function, RightParenthesis],
]);
const closingTypes = new Set(closings.values());
const refusedTokens = new Map<number, CssFaultParams>([
  [tokenTypes.BadString, { reason: 'quote_unclosed' }],
  [tokenTypes.BadUrl, { reason: 'url_unreadable' }],
  [tokenTypes.CDO, { reason: 'tags' }],
  [tokenTypes.CDC, { reason: 'tags' }],
]);

function faultOfToken(type: number, text: string, offset: number): CssFault | undefined {
  const refused = refusedTokens.get(type);
  if (refused) return { offset, params: refused };
  if (type === tokenTypes.String) {
    // A browser closes a string at the end of the sheet, where the author may have meant otherwise.
    return /^(["'])(?:[^\\]|\\[\s\S])*\1$/.test(text) && text.length > 1
      ? undefined
      : { offset, params: { reason: 'quote_unclosed' } };
  }
  if (type === tokenTypes.Comment) {
    return text.length > 3 && text.endsWith('*/') ? undefined : { offset, params: { reason: 'comment_unclosed' } };
  }
  const backslash = text.indexOf('\\');
  return backslash < 0 ? undefined : { offset: offset + backslash, params: { reason: 'backslash' } };
}

/** The first node that is not on the lists. */
export function treeFault(tree: CssNode, sort: TemplateSort): CssFault | undefined {
  let first: CssFault | undefined;
  walk(tree, {
    enter(node: CssNode) {
      const params = faultOfNode(node, sort);
      const offset = node.loc?.start.offset ?? 0;
      if (params && (first === undefined || offset < first.offset)) first = { offset, params };
    },
  });
  return first;
}

function faultOfNode(node: CssNode, sort: TemplateSort): CssFaultParams | undefined {
  const refused = (name: string): CssFaultParams => ({ reason: 'name_refused', name });
  switch (node.type) {
    case 'Atrule':
      return allowedRules.has(node.name.toLowerCase()) ? undefined : refused(`@${node.name}`);
    case 'Declaration':
      return refusedProperties.has(node.property.toLowerCase()) ? refused(node.property) : undefined;
    case 'Function':
      return allowedFunctions.has(node.name.toLowerCase()) ? undefined : refused(`${node.name}(…)`);
    case 'Identifier':
      // A custom property can carry a word to any property, so the word itself is refused, not only the pair.
      return refusedWords.has(node.name.toLowerCase()) ? refused(node.name) : undefined;
    case 'Url':
      return cleanImage(node.value, sort) === undefined ? { reason: 'url_outside' } : undefined;
    case 'Raw':
      return /^[;\s]*$/.test(node.value) ? undefined : { reason: 'unreadable' };
    default:
      return undefined;
  }
}
