import { isSafePaint, svgAttributes, svgElements } from './svgNames.ts';
import { cssComplaint } from './templateCss.ts';

const words = (list: string) => new Set(list.split(' '));

/** No end tag. */
export const voidElements = words('br hr img col wbr');

/** What a layout is made of. Nothing here runs, loads, frames, posts or reaches outside the body. */
const htmlElements = words(
  'a abbr address article aside b bdi bdo blockquote br caption center cite code col colgroup dd dfn div dl dt em figcaption ' +
    'figure footer h1 h2 h3 h4 h5 h6 header hr i img kbd li main mark nav ol p pre q s samp section small span strong style ' +
    'sub sup table tbody td tfoot th thead time tr u ul var wbr',
);

export const isElement = (name: string) => htmlElements.has(name) || svgElements.has(name);

const htmlAttributes = words(
  'abbr align alt aria-describedby aria-hidden aria-label aria-labelledby bgcolor border cellpadding cellspacing class colspan ' +
    'datetime dir headers height hidden href id lang role rowspan scope span src start style title translate type valign value width',
);

export const isAttribute = (name: string) =>
  htmlAttributes.has(name) || svgAttributes.has(name) || /^data-[a-z0-9-]+$/.test(name);

/** Attributes that may carry a `{{field}}`: text for a reader, hooks for the stylesheet. */
export const takesMustache = (name: string) =>
  /^(abbr|alt|aria-label|class|datetime|lang|title|data-[a-z0-9-]+)$/.test(name);

/** What is wrong with a fixed attribute value, if anything. */
export function valueComplaint(element: string, name: string, value: string): string | undefined {
  if (name === 'style') return /&/.test(value) ? 'style must not contain “&”' : cssComplaint(value)?.detail;
  if (name === 'src') {
    if (element === 'img' && /^data:image\/(png|jpeg|webp|gif|svg\+xml);base64,[A-Za-z0-9+/=\s]*$/.test(value))
      return undefined;
    return 'src takes only an embedded image: data:image/png;base64,…';
  }
  if (name === 'href') {
    if (element === 'a' && /^(https:\/\/|mailto:)[^\s&\\]*$/.test(value)) return undefined;
    return 'href belongs on <a> and takes only https:// or mailto:';
  }
  if (svgAttributes.has(name) && name !== 'xmlns' && !isSafePaint(value))
    return `${name} must not refer to anything outside`;
  return undefined;
}
