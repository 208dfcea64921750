import { attributePlace, closesItself, differences } from '../html/asWritten.ts';
import { isSafePaint, svgAttributes, svgElements, svgTexts } from '../html/lists.ts';
import { attributeName, childrenOf, isElement, isSvg, isText, parseSource, type Tree } from '../html/tree.ts';

export type LogoError = { code: LogoErrorCode; detail: string };
export type LogoErrorCode =
  | 'logo.too_large'
  | 'logo.not_svg'
  | 'logo.element'
  | 'logo.attribute'
  | 'logo.value'
  | 'logo.malformed';
export type SanitizedLogo = { ok: true; svg: string } | { ok: false; errors: LogoError[] };

const longestLogo = 64_000;
const mostElements = 600;
const deepestElement = 24;

/**
 * A logo reduced to shapes and paint: elements and attributes of a closed list, no scripts, links, images, styles, entities
 * or references out of the drawing. What is outside the list is an error with its name, not silently dropped. The drawing
 * is written anew from its tree.
 */
export function sanitizeSvg(svg: string): SanitizedLogo {
  if (svg.length > longestLogo) return refusal('logo.too_large', `A logo may have ${longestLogo} characters.`);
  const source = parseSource(svg);
  if (!source) return refusal('logo.too_large', 'The drawing has too many parts.');
  const { root, faults } = source;
  const drawings = root.childNodes.filter((node) => isElement(node) || (isText(node) && node.value.trim() !== ''));
  const [drawing] = drawings;
  if (drawings.length !== 1 || !drawing || !isElement(drawing) || !isSvg(drawing))
    return refusal('logo.not_svg', 'The drawing must be one <svg>.');
  const strange = strangeness(root, svg, faults);
  if (strange) return refusal('logo.malformed', strange);
  const reader = openReader(svg);
  const written = reader.element(drawing, 0);
  if (reader.tooLarge()) return refusal('logo.too_large', 'The drawing has too many parts.');
  if (!drawing.attrs.some(({ name }) => name === 'viewBox'))
    reader.errors.push({ code: 'logo.attribute', detail: 'The <svg> needs a viewBox.' });
  return reader.errors.length > 0 ? { ok: false, errors: reader.errors } : { ok: true, svg: written };
}

/** What a browser reads differently from what is written. `<?xml …?>` is a comment for it, and may begin a drawing. */
function strangeness(root: Tree.DocumentFragment, svg: string, faults: { code: string; startOffset: number }[]) {
  const xml = /^\s*<\?xml/.exec(svg)?.[0].length ?? 0;
  const fault = faults.find(
    ({ code, startOffset }) => code !== 'unknown-named-character-reference' && !(startOffset <= xml && xml > 0),
  );
  if (fault) return `This is not an SVG drawing: ${fault.code}.`;
  const [difference] = differences(root, svg, (element) => closesItself(element, svg));
  if (!difference) return undefined;
  if (difference.kind === 'unclosed') return `<${difference.name}> is never closed.`;
  if (difference.kind === 'unexpectedEnd') return 'A tag closes what it does not name.';
  return 'This is not an SVG drawing.';
}

function openReader(svg: string) {
  const errors: LogoError[] = [];
  let elements = 0;
  let deepest = 0;

  function element(node: Tree.Element, depth: number): string {
    elements += 1;
    deepest = Math.max(deepest, depth);
    if (depth > deepestElement || elements > mostElements) return '';
    const name = node.tagName;
    if (!isSvg(node) || !svgElements.has(name.toLowerCase()))
      errors.push({ code: 'logo.element', detail: `<${name}> is refused.` });
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
      const code = attributeFault(name, attribute.value, svg.slice(place?.startOffset, place?.endOffset));
      if (code) errors.push({ code, detail: `The attribute ${name} is refused.` });
      else written += ` ${attribute.name}="${attribute.value}"`;
    }
    return written;
  }

  /** Text stands only in <title> and <desc>, where a reader is told what the drawing shows. */
  function text(node: Tree.TextNode, parent: string): string {
    const value = node.value.trim();
    if (value === '') return '';
    const raw = svg.slice(node.sourceCodeLocation?.startOffset, node.sourceCodeLocation?.endOffset);
    if (!svgTexts.has(parent)) errors.push({ code: 'logo.element', detail: 'Text is refused: draw it as paths.' });
    else if (/&(?!amp;|lt;|gt;|quot;|#39;)/.test(raw))
      errors.push({ code: 'logo.value', detail: 'Entities are refused.' });
    return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  }

  return { errors, element, tooLarge: () => elements > mostElements || deepest > deepestElement };
}

function attributeFault(name: string, value: string, raw: string): LogoErrorCode | undefined {
  if (name === 'id' ? !/^[\w-]+$/.test(value) : !svgAttributes.has(name)) return 'logo.attribute';
  if (!/^[^=]+=\s*(?:"[^"]*"|'[^']*')$/.test(raw)) return 'logo.malformed';
  if (raw.includes('&') || /["\p{Cc}]/u.test(value.replace(/[\n\t]/g, ''))) return 'logo.value';
  if (name === 'xmlns') return value === 'http://www.w3.org/2000/svg' ? undefined : 'logo.value';
  return isSafePaint(value) ? undefined : 'logo.value';
}

function refusal(code: LogoErrorCode, detail: string): SanitizedLogo {
  return { ok: false, errors: [{ code, detail }] };
}
