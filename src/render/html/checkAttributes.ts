import type { Flat, Mark } from '../source/flatten.ts';
import type { TemplateSort } from '../source/partials.ts';
import type { Report } from '../source/templateErrors.ts';
import { attributePlace } from './asWritten.ts';
import { isAttribute, takesMustache } from './lists.ts';
import { attributeName, type Tree } from './tree.ts';
import { valueFault } from './values.ts';

/** An attribute in the source: where its value begins, if any, and whether the value is in quotes. */
export type Written = { start: number; end: number; from: number; quoted: boolean };

/** The attributes of an element with their places in the text. */
export function writtenAttributes(element: Tree.Element, text: string): [Tree.Element['attrs'][number], Written][] {
  return element.attrs.flatMap((attribute) => {
    const place = attributePlace(element, attribute);
    if (!place) return [];
    const { startOffset: start, endOffset: end } = place;
    const raw = text.slice(start, end);
    // parse5 gives the place of the whole attribute. Its value begins after the first “=” that is not the first
    // character.
    const equals = raw.indexOf('=', 1);
    const lead = equals < 0 ? raw : (/^\s*["']?/.exec(raw.slice(equals + 1))?.[0] ?? '');
    const from = equals < 0 ? end : start + equals + 1 + lead.length;
    return [[attribute, { start, end, from, quoted: equals >= 0 && /["']$/.test(lead) }]];
  });
}

/**
 * Checks names and values against the lists. A value with a mustache is cleaned at run time; here only its name is
 * checked.
 */
export function checkAttributes(element: Tree.Element, flat: Flat, sort: TemplateSort, report: Report): void {
  for (const [attribute, written] of writtenAttributes(element, flat.text)) {
    const name = attributeName(attribute);
    const marks = marksWithin(flat, written.start, written.end);
    const inName = marks.find(([index]) => index < written.from);
    const first = marks[0]?.[1];
    if (inName) report('mustache.place', inName[1].place, { reason: 'attribute_name' });
    else if (!isAttribute(name)) report('html.attribute', flat.placeAt(written.start), { reason: 'refused', name });
    else if (first && !written.quoted) report('mustache.unquoted', first.place, { name });
    else if (first && !takesMustache(name)) report('mustache.place', first.place, { reason: 'attribute', name });
    else if (!first) {
      const fault = valueFault({ element: element.tagName, name, sort }, attribute.value);
      if (fault) report('html.value', flat.placeAt(written.from), fault);
    }
  }
}

function marksWithin({ text, marks }: Flat, start: number, end: number): [number, Mark][] {
  const found: [number, Mark][] = [];
  if (!/[\uE000 ]/.test(text.slice(start, end))) return found;
  for (let index = start; index < end; index++) {
    const mark = marks.get(index);
    if (mark) found.push([index, mark]);
  }
  return found;
}
