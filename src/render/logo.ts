import { isSafePaint, svgAttributes, svgElements } from './svgNames.ts';

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

/** Written back the way SVG spells them. */
const spelling = new Map(
  [
    'viewBox',
    'preserveAspectRatio',
    'linearGradient',
    'radialGradient',
    'clipPath',
    'gradientUnits',
    'gradientTransform',
    'spreadMethod',
    'clipPathUnits',
  ].map((name) => [name.toLowerCase(), name]),
);
const spelled = (name: string) => spelling.get(name) ?? name;

const token =
  /<!--[\s\S]*?-->|<\?xml[^>]*\?>|<\/([\w:-]+)\s*>|<([\w:-]+)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/gy;

/**
 * A logo reduced to shapes and paint: elements and attributes of a closed list, no scripts, links, images, styles, entities
 * or references out of the drawing. What is outside the list is an error with its name, not silently dropped.
 */
export function sanitizeSvg(svg: string): SanitizedLogo {
  if (svg.length > longestLogo) return refusal('logo.too_large', `A logo may have ${longestLogo} characters.`);
  const errors: LogoError[] = [];
  const open: string[] = [];
  let elements = 0;
  let out = '';
  let end = 0;
  token.lastIndex = 0;
  for (let match = token.exec(svg); match; match = token.exec(svg)) {
    end = token.lastIndex;
    const [, closing, opening, attributes = '', selfClosed, text] = match;
    if (closing !== undefined) {
      if (open.pop() !== closing.toLowerCase()) return refusal('logo.malformed', `</${closing}> closes nothing.`);
      out += `</${spelled(closing.toLowerCase())}>`;
    } else if (opening !== undefined) {
      const name = opening.toLowerCase();
      elements += 1;
      if (open.length === 0 && (name !== 'svg' || elements > 1))
        return refusal('logo.not_svg', 'The drawing must be one <svg>.');
      if (!svgElements.has(name)) errors.push({ code: 'logo.element', detail: `<${opening}> is refused.` });
      out += `<${spelled(name)}${keptAttributes(attributes, errors)}${selfClosed ? '/' : ''}>`;
      if (!selfClosed) open.push(name);
    } else if (text !== undefined) out += keptText(text, open.at(-1), errors);
    if (elements > mostElements || open.length > deepestElement)
      return refusal('logo.too_large', 'The drawing has too many parts.');
  }
  if (end < svg.length || elements === 0)
    return refusal(elements === 0 ? 'logo.not_svg' : 'logo.malformed', 'This is not an SVG drawing.');
  if (open.length > 0) return refusal('logo.malformed', `<${open.at(-1)}> is never closed.`);
  if (!/^<svg\b[^>]*\sviewBox="/.test(out))
    errors.push({ code: 'logo.attribute', detail: 'The <svg> needs a viewBox.' });
  return errors.length > 0 ? { ok: false, errors } : { ok: true, svg: out };
}

function keptAttributes(text: string, errors: LogoError[]): string {
  let out = '';
  for (const [, name = '', double, single] of text.matchAll(/([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    const lower = name.toLowerCase();
    const value = double ?? single ?? '';
    if (lower === 'id' ? !/^[\w-]+$/.test(value) : !svgAttributes.has(lower)) {
      errors.push({ code: 'logo.attribute', detail: `The attribute ${name} is refused.` });
    } else if (
      lower === 'xmlns' ? value !== 'http://www.w3.org/2000/svg' : !isSafePaint(value) || value.includes('"')
    ) {
      errors.push({ code: 'logo.value', detail: `The value of ${name} is refused.` });
    } else out += ` ${spelled(lower)}="${value}"`;
  }
  return out;
}

/** Text stands only in <title> and <desc>, where a reader is told what the drawing shows. */
function keptText(text: string, parent: string | undefined, errors: LogoError[]): string {
  if (text.trim() === '') return '';
  if (parent !== 'title' && parent !== 'desc')
    errors.push({ code: 'logo.element', detail: 'Text is refused: draw it as paths.' });
  else if (/&(?!amp;|lt;|gt;|quot;|#39;)/.test(text))
    errors.push({ code: 'logo.value', detail: 'Entities are refused.' });
  return text.trim();
}

function refusal(code: LogoErrorCode, detail: string): SanitizedLogo {
  return { ok: false, errors: [{ code, detail }] };
}
