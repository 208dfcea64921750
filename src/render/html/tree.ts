import {
  defaultTreeAdapter,
  html,
  type ParserError,
  parseFragment,
  type DefaultTreeAdapterTypes as Tree,
} from 'parse5';

export type { Tree };
export type Source = { root: Tree.DocumentFragment; faults: ParserError[] };

const body = () => defaultTreeAdapter.createElement(html.TAG_NAMES.BODY, html.NS.HTML, []);

/** The parser reopens unclosed elements repeatedly: 18,000 tags can become millions of elements. */
export class TreeTooLarge extends Error {}

/** Two elements for each tag that fits into the text. */
const mostElements = (text: string) => 100 + (2 * text.length) / 3;

function boundedAdapter(text: string): typeof defaultTreeAdapter {
  let left = mostElements(text);
  return {
    ...defaultTreeAdapter,
    createElement(...given) {
      left -= 1;
      if (left < 0) throw new TreeTooLarge('The HTML grows far beyond its text.');
      return defaultTreeAdapter.createElement(...given);
    },
  };
}

/** The tree that a browser builds from HTML inside `<body>`. Throws TreeTooLarge. */
export function parseBody(text: string): Tree.DocumentFragment {
  return parseFragment(body(), text, { treeAdapter: boundedAdapter(text) });
}

/**
 * The same tree with the place of everything in the text, and the parser's errors; undefined when the tree grows far
 * beyond its text.
 */
export function parseSource(text: string): Source | undefined {
  try {
    return parseWithPlaces(text);
  } catch (error) {
    if (error instanceof TreeTooLarge) return undefined;
    throw error;
  }
}

function parseWithPlaces(text: string): Source {
  const faults: ParserError[] = [];
  const root = parseFragment(body(), text, {
    treeAdapter: boundedAdapter(text),
    sourceCodeLocationInfo: true,
    onParseError: (error) => {
      if (faults.length < mostFaults) faults.push(error);
    },
  });
  return { root, faults };
}

/** Errors that are kept; an author is shown fewer. */
const mostFaults = 200;

export const isElement = (node: Tree.Node): node is Tree.Element => 'tagName' in node;
export const isText = (node: Tree.Node): node is Tree.TextNode => node.nodeName === '#text';
export const isComment = (node: Tree.Node): node is Tree.CommentNode => node.nodeName === '#comment';
export const isSvg = (node: Tree.Node): boolean => isElement(node) && node.namespaceURI === html.NS.SVG;
export const isHtml = (node: Tree.Node): boolean => isElement(node) && node.namespaceURI === html.NS.HTML;

/** Children; those of a `<template>` are in a separate fragment. */
export function childrenOf(node: Tree.ParentNode): Tree.ChildNode[] {
  return 'content' in node ? node.content.childNodes : node.childNodes;
}

/** The name of an attribute in lower case, with its prefix: `xlink:href`. */
export function attributeName({ name, prefix }: Tree.Element['attrs'][number]): string {
  return (prefix ? `${prefix}:${name}` : name).toLowerCase();
}
