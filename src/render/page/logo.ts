import type { TemplateErrorParams, TemplateFault } from '../../contract/templateErrors.ts';
import { attributePlace, closesItself, differences } from '../html/asWritten.ts';
import { isSafePaint, svgAttributes, svgElements, svgTexts } from '../html/lists.ts';
import {
  attributeName,
  childrenOf,
  isElement,
  isSvg,
  isText,
  parseSource,
  type Source,
  type Tree,
} from '../html/tree.ts';

export type LogoFault = TemplateFault<
  'logo.too_large' | 'logo.not_svg' | 'logo.element' | 'logo.attribute' | 'logo.value' | 'logo.malformed'
>;
export type SanitizedLogo = { ok: true; svg: string } | { ok: false; errors: LogoFault[] };

const longestLogo = 64_000;
const mostElements = 600;
const deepestElement = 24;

/**
 * A logo reduced to shapes and paint: elements and attributes of a closed list, no scripts, links, images, styles,
 * entities or outside references. Content that is not on the list is an error with its name, never silently dropped. The
 * drawing is generated anew from its tree.
 */
export function sanitizeSvg(svg: string): SanitizedLogo {
  if (svg.length > longestLogo)
    return refusal({ code: 'logo.too_large', params: { reason: 'characters', most: longestLogo } });
  const source = parseSource(svg);
  if (!source) return refusal(tooManyParts);
  const { root, faults } = source;
  const drawings = root.childNodes.filter((node) => isElement(node) || (isText(node) && node.value.trim() !== ''));
  const [drawing] = drawings;
  if (drawings.length !== 1 || !drawing || !isElement(drawing) || !isSvg(drawing))
    return refusal({ code: 'logo.not_svg', params: {} });
  const fault = markupFault(root, svg, faults);
  if (fault) return refusal({ code: 'logo.malformed', params: fault });
  const reader = openReader(svg);
  const written = reader.element(drawing, 0);
  if (reader.tooLarge()) return refusal(tooManyParts);
  if (!drawing.attrs.some(({ name }) => name === 'viewBox'))
    reader.errors.push({ code: 'logo.attribute', params: { reason: 'no_view_box' } });
  return reader.errors.length > 0 ? { ok: false, errors: reader.errors } : { ok: true, svg: written };
}

/**
 * Syntax that a browser reads differently from its source. A browser reads `<?xml …?>` as a comment, and a drawing may
 * begin with it.
 */
function markupFault(
  root: Tree.DocumentFragment,
  svg: string,
  faults: Source['faults'],
): TemplateErrorParams<'logo.malformed'> | undefined {
  const xml = /^\s*<\?xml/.exec(svg)?.[0].length ?? 0;
  const fault = faults.find(
    ({ code, startOffset }) => code !== 'unknown-named-character-reference' && !(startOffset <= xml && xml > 0),
  );
  if (fault) return { reason: 'parser', fault: fault.code };
  const [difference] = differences(root, svg, (element) => closesItself(element, svg));
  if (!difference) return undefined;
  if (difference.kind === 'unclosed') return { reason: 'unclosed', name: difference.name };
  if (difference.kind === 'unexpectedEnd') return { reason: 'unexpected_end' };
  return { reason: 'unreadable' };
}

function openReader(svg: string) {
  const errors: LogoFault[] = [];
  let elements = 0;
  let deepest = 0;

  function element(node: Tree.Element, depth: number): string {
    elements += 1;
    deepest = Math.max(deepest, depth);
    if (depth > deepestElement || elements > mostElements) return '';
    const name = node.tagName;
    if (!isSvg(node) || !svgElements.has(name.toLowerCase()))
      errors.push({ code: 'logo.element', params: { reason: 'refused', name } });
    let inside = '';
    for (const child of childrenOf(node)) {
      if (isElement(child)) inside += element(child, depth + 1);
      else if (isText(child)) inside += text(child, name);
    }
    const start = `<${name}${attributes(node)}`;
    return inside === '' ? `${start}/>` : `${start}>${inside}</${name}>`;
  }

  function attributes(node: Tree.Element): string {
    let written = '';
    for (const attribute of node.attrs) {
      const name = attributeName(attribute);
      const place = attributePlace(node, attribute);
      const fault = attributeFault(name, attribute.value, svg.slice(place?.startOffset, place?.endOffset));
      if (fault) errors.push(fault);
      else written += ` ${attribute.name}="${attribute.value}"`;
    }
    return written;
  }

  /** Text is allowed only in <title> and <desc>, which describe the drawing to a reader. */
  function text(node: Tree.TextNode, parent: string): string {
    const value = node.value.trim();
    if (value === '') return '';
    const raw = svg.slice(node.sourceCodeLocation?.startOffset, node.sourceCodeLocation?.endOffset);
    if (!svgTexts.has(parent)) errors.push({ code: 'logo.element', params: { reason: 'text' } });
    else if (/&(?!amp;|lt;|gt;|quot;|#39;)/.test(raw))
      errors.push({ code: 'logo.value', params: { reason: 'entity' } });
    return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  }

  return { errors, element, tooLarge: () => elements > mostElements || deepest > deepestElement };
}

function attributeFault(name: string, value: string, raw: string): LogoFault | undefined {
  if (name === 'id' ? !/^[\w-]+$/.test(value) : !svgAttributes.has(name))
    return { code: 'logo.attribute', params: { reason: 'refused', name } };
  if (!/^[^=]+=\s*(?:"[^"]*"|'[^']*')$/.test(raw))
    return { code: 'logo.malformed', params: { reason: 'attribute', name } };
  const hasSigns = raw.includes('&') || /["\p{Cc}]/u.test(value.replace(/[\n\t]/g, ''));
  const isSafe = name === 'xmlns' ? value === 'http://www.w3.org/2000/svg' : isSafePaint(value);
  return hasSigns || !isSafe ? { code: 'logo.value', params: { reason: 'attribute', name } } : undefined;
}

const tooManyParts: LogoFault = { code: 'logo.too_large', params: { reason: 'parts' } };

function refusal(fault: LogoFault): SanitizedLogo {
  return { ok: false, errors: [fault] };
}
