import { cleanCss } from '../css/clean.ts';
import type { TemplateSort } from '../source/partials.ts';
import { htmlElements, isAttribute, svgElements, svgTexts, voidElements } from './lists.ts';
import { attributeName, childrenOf, isElement, isHtml, isSvg, isText, parseBody, type Tree } from './tree.ts';
import { cleanValue, type OwnLinks } from './values.ts';

/** A body, and the content of its stylesheets for the head. A document contains both unchanged. */
export type CleanHtml = { styles: string; body: string };

/** A layout may have 64 levels and built-in blocks add a few. Deeper elements are left out. */
const deepestElements = 128;

/** The parser moves text at most once for all known inputs, so one round is enough; three more are allowed. */
const mostRounds = 4;

/**
 * HTML parsed as a browser does, reduced to the listed elements, attributes and values, and generated anew from the tree.
 * An element that is not listed is removed with its content. Cleaning the result again changes nothing; throws when
 * no round reaches such a result. `ownLinks` are kept whatever their scheme.
 */
export function cleanHtml(html: string, sort: TemplateSort, ownLinks?: OwnLinks): CleanHtml {
  const first = openWriter(sort, ownLinks).write(html.toWellFormed());
  let { body } = first;
  for (let round = 0; round < mostRounds; round++) {
    const again = openWriter(sort, ownLinks).write(body).body;
    if (again === body) return { styles: first.styles, body };
    body = again;
  }
  throw new Error('The HTML of the page cannot be read the same way twice.');
}

/** The addresses in a block of ours. */
export function linksIn(html: string): OwnLinks {
  const links = new Set<string>();
  const waiting = [...childrenOf(parseBody(html))];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isElement(node)) continue;
    for (const { name, value } of node.attrs) if (name === 'href') links.add(value);
    waiting.push(...childrenOf(node));
  }
  return links;
}

function openWriter(sort: TemplateSort, ownLinks: OwnLinks | undefined) {
  const styles: string[] = [];

  function content(parent: Tree.ParentNode, depth: number): string {
    let written = '';
    for (const node of childrenOf(parent)) {
      if (isText(node)) written += takesText(parent) ? escapeText(tidy(node.value)) : '';
      else if (isElement(node) && depth < deepestElements) written += element(node, parent, depth + 1);
    }
    return written;
  }

  function element(node: Tree.Element, parent: Tree.ParentNode, depth: number): string {
    if (!isAllowedIn(node, parent)) return '';
    const name = node.tagName;
    if (name === 'style') return takeStyle(node);
    const start = `<${name}${attributes(node)}`;
    if (voidElements.has(name)) return `${start}>`;
    const inside = content(node, depth);
    if (inside === '' && isSvg(node)) return `${start}/>`;
    // A parser drops a line feed right after <pre>.
    const lead = name === 'pre' && inside.startsWith('\n') ? '\n' : '';
    return `${start}>${lead}${inside}</${name}>`;
  }

  function takeStyle(node: Tree.Element): string {
    const type = node.attrs.find(({ name }) => name === 'type')?.value.toLowerCase() ?? '';
    const css = childrenOf(node)
      .map((child) => (isText(child) ? child.value : ''))
      .join('');
    if (type === '' || type === 'text/css') styles.push(cleanCss(css, 'stylesheet', sort));
    return '';
  }

  function attributes(node: Tree.Element): string {
    let written = '';
    for (const attribute of node.attrs) {
      const name = attributeName(attribute);
      if (!isAttribute(name)) continue;
      const value = cleanValue(
        { element: node.tagName, name, sort, ...(ownLinks && { ownLinks }) },
        tidy(attribute.value),
      );
      if (value !== undefined) written += ` ${attribute.name}="${escapeValue(value)}"`;
    }
    return written;
  }

  return {
    write(html: string): CleanHtml {
      const body = content(parseBody(html), 0);
      return { styles: styles.join(''), body };
    },
  };
}

/** HTML inside HTML, shapes inside drawings, and never HTML inside a drawing, where parsing rules change. */
export function isAllowedIn(node: Tree.Element, parent: Tree.ParentNode): boolean {
  const name = node.tagName.toLowerCase();
  if (isSvg(node)) return svgElements.has(name) && (isSvg(parent) ? !svgTexts.has(nameOf(parent)) : name === 'svg');
  return isHtml(node) && !isSvg(parent) && htmlElements.has(name);
}

/** In a drawing only title and description contain text. */
export const takesText = (parent: Tree.ParentNode): boolean => !isSvg(parent) || svgTexts.has(nameOf(parent));

const nameOf = (node: Tree.ParentNode) => node.nodeName.toLowerCase();

/** Unicode NFC, line feeds as line ends, no other control characters. */
function tidy(text: string): string {
  if (/^[\n\x20-\x7e]*$/.test(text)) return text;
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .normalize('NFC');
}

const entities: { [char: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const entity = (char: string) => entities[char] ?? '';
const escapeText = (text: string) => (/[&<>]/.test(text) ? text.replace(/[&<>]/g, entity) : text);
const escapeValue = (value: string) => (/[&<>"]/.test(value) ? value.replace(/[&<>"]/g, entity) : value);
