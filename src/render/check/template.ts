import type { TemplateErrorParams } from '../../contract/templateErrors.ts';
import type { TemplateError } from '../../contract/templates.ts';
import { checkFacts } from '../facts/checkFacts.ts';
import { textPlaces } from '../facts/textPlaces.ts';
import { checkHtml } from '../html/checkHtml.ts';
import { emailFields, invoiceFields } from '../source/fields.ts';
import { flatten } from '../source/flatten.ts';
import { parseTemplate } from '../source/parseTemplate.ts';
import type { TemplateSort } from '../source/partials.ts';
import { errorList, firstPlace, placeAt, type Report } from '../source/templateErrors.ts';
import { checkNames } from './templateNames.ts';

/** Longest source, in characters. */
export const longestTemplate = 200_000;

/** Most `{{`, and most `(`. The time of Handlebars' parser grows with the square of nested or unclosed ones. */
const mostMustaches = 1_000;

/**
 * All errors of a template, in the order of the source, each with line and column counted from 1. An empty list means
 * that the template can be rendered: it uses only known fields, helpers and partials, prints nothing unescaped, loads
 * nothing, and shows every fact that the law requires.
 */
export function checkTemplate(sort: TemplateSort, source: string): TemplateError[] {
  const { report, errors } = errorList();
  const program = readSource(source, report);
  if (program) {
    const flat = flatten(program);
    checkNames(program, sort, sort === 'invoice' ? invoiceFields : emailFields, report);
    checkHtml(flat, sort, report);
    const found = errors();
    // With wrong tags, text cannot be told from attributes, so every place counts as text. A tree that is too deep is not
    // walked.
    if (!found.some(({ code }) => code === 'template.too_deep'))
      checkFacts(sort, program, found.length > 0 ? () => true : textPlaces(flat), report);
  }
  return errors();
}

function readSource(source: string, report: Report): hbs.AST.Program | undefined {
  if (source.length > longestTemplate) {
    const length = { most: longestTemplate, length: source.length };
    report('template.too_large', firstPlace, { reason: 'characters', ...length });
    return undefined;
  }
  const odd = /\\\{\{|\{\{\{\{|[\uE000\0]/.exec(source);
  if (odd) {
    report('template.syntax', placeAt(source, odd.index), oddities[odd[0]] ?? { reason: 'character' });
    return undefined;
  }
  const many = countOf(source, '{{') > mostMustaches || countOf(source, '(') > mostMustaches;
  if (many) {
    report('template.too_deep', firstPlace, { reason: 'mustaches', most: mostMustaches });
    return undefined;
  }
  const parsed = parseTemplate(source);
  if (parsed.ok) return parsed.program;
  report('template.syntax', parsed.place, parsed.fault);
  return undefined;
}

const countOf = (text: string, piece: string) => text.split(piece).length - 1;

const oddities: { [found: string]: TemplateErrorParams<'template.syntax'> } = {
  '\\{{': { reason: 'backslash' },
  '{{{{': { reason: 'raw_block' },
};
