import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { htmlElements, isAttribute, svgElements } from '../../render/html/lists.ts';

const frame = new Set(['html', 'head', 'body', 'meta', 'title', 'style']);
const embedded = /^data:image\/(png|jpeg|webp|gif|svg\+xml);base64,[A-Za-z0-9+/]*={0,2}$/;

/** Elements, attributes and CSS in a document that are not on the allow-lists, found with an HTML parser; empty when none. */
export function unlistedIn(document: string): string[] {
  const found: string[] = [];
  const waiting: [Tree.Node, boolean][] = [[parse(document), false]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [node, inBody] = next;
    if (node.nodeName === '#comment') found.push('a comment');
    if ('content' in node) waiting.push([node.content, inBody]);
    if ('childNodes' in node) {
      const below = inBody || node.nodeName === 'body';
      for (const child of node.childNodes) waiting.push([child, below]);
    }
    if (!('tagName' in node)) continue;
    found.push(...unlistedOfElement(node, inBody));
    if (node.tagName === 'style') found.push(...unlistedInCss(textOf(node)).map((what) => `style: ${what}`));
  }
  return found;
}

function unlistedOfElement(node: Tree.Element, inBody: boolean): string[] {
  const name = node.tagName.toLowerCase();
  const svg = node.namespaceURI.endsWith('/svg');
  const known = svg ? svgElements.has(name) : inBody ? htmlElements.has(name) && name !== 'style' : frame.has(name);
  return [
    ...(known ? [] : [`<${node.tagName}>`]),
    ...(inBody ? node.attrs.flatMap((attribute) => unlistedOfAttribute(name, attribute)) : []),
  ];
}

function unlistedOfAttribute(element: string, { name, value, prefix }: Tree.Element['attrs'][number]): string[] {
  const shown = `${element} ${name}="${value.slice(0, 60)}"`;
  if (prefix || !isAttribute(name.toLowerCase()) || /^on/.test(name)) return [shown];
  if (name === 'href') return element === 'a' && /^(https:\/\/[^@\\\s]+|mailto:\S+)$/.test(value) ? [] : [shown];
  if (name === 'src') return element === 'img' && embedded.test(value) ? [] : [shown];
  if (name === 'style') return unlistedInCss(value).map((what) => `${shown}: ${what}`);
  return [];
}

function unlistedInCss(css: string): string[] {
  const found = [...css.matchAll(/url\(\s*["']?([^"')]*)/gi)].map(([, url = '']) => url);
  return [
    ...found.filter((url) => !embedded.test(url)).map((url) => `url(${url.slice(0, 60)}`),
    ...(css.match(/@(import|font-face|namespace|charset|counter-style|property|keyframes)/gi) ?? []),
    ...(css.match(/\b(expression|image-set|src|element|paint|image|cross-fade)\(/gi) ?? []),
    ...(css.match(/bidi-override|-webkit-text-security|-moz-binding|behavior:/gi) ?? []),
    ...(css.match(/<[!/?a-z]/gi) ?? []),
    // A backslash escape outside a string could spell any of the patterns above.
    ...(css.replace(/"(?:[^"\\]|\\[\s\S])*"/g, '').match(/\\/g) ?? []),
  ];
}

function textOf(node: Tree.Element): string {
  return node.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
}
