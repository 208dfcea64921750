import type { TemplateErrorParams } from '../../contract/templateErrors.ts';
import { cleanCss } from '../css/clean.ts';
import { cssFault } from '../css/faults.ts';
import { cleanImage } from '../css/images.ts';
import type { TemplateSort } from '../source/partials.ts';
import { isSafePaint, svgAttributes } from './lists.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';

/** Our own links are kept whatever their scheme: on a developer's machine the site has no https. */
export type OwnLinks = ReadonlySet<string>;
const noLinks: OwnLinks = new Set();

/** An attribute's value for a document; undefined when the attribute must be left out. */
export function cleanValue(
  at: { element: string; name: string; sort: TemplateSort; ownLinks?: OwnLinks },
  value: string,
): string | undefined {
  const { element, name, sort, ownLinks = noLinks } = at;
  if (name === 'style') return cleanCss(value, 'declarationList', sort) || undefined;
  if (name === 'src') return element === 'img' ? cleanImage(value, sort) : undefined;
  if (name === 'href') return element === 'a' ? cleanLink(value, ownLinks) : undefined;
  if (name === 'xmlns') return value === svgNamespace ? value : undefined;
  if (svgAttributes.has(name)) return isSafePaint(value) ? value : undefined;
  return value;
}

/** The error of a fixed value in a source, if any. */
export function valueFault(
  at: { element: string; name: string; sort: TemplateSort },
  value: string,
): TemplateErrorParams<'html.value'> | undefined {
  if (at.name === 'style') return cssFault(value, 'declarationList', at.sort)?.params;
  if (cleanValue(at, value) !== undefined) return undefined;
  if (at.name === 'src') return { reason: 'src' };
  if (at.name === 'href') return { reason: 'href' };
  return { reason: 'outside', name: at.name };
}

/** https and mailto addresses as the URL parser writes them, without credentials. */
function cleanLink(value: string, ownLinks: OwnLinks): string | undefined {
  if (ownLinks.has(value)) return value;
  // The URL parser drops tabs and line ends and turns “\” into “/”; other programs do not.
  if (/[\s\\\p{Cc}\p{Cf}]/u.test(value) || !URL.canParse(value)) return undefined;
  const { href, protocol, username, password } = new URL(value);
  if (username !== '' || password !== '') return undefined;
  if (protocol === 'mailto:' || (protocol === 'https:' && /^https:\/\//i.test(value))) return href;
  return undefined;
}
