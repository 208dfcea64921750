import type { TemplateError } from '../contract/templates.ts';
import { emailFields, invoiceFields } from './fields.ts';
import { flatten } from './flatten.ts';
import { checkHtml } from './html/checkHtml.ts';
import { parseTemplate } from './parseTemplate.ts';
import { invoicePartials, type TemplateSort } from './partials.ts';
import { errorList, type Place, type Report } from './templateErrors.ts';
import { checkNames, type Used } from './templateNames.ts';

/** Longest source, in characters. */
export const longestTemplate = 200_000;

/** The time of Handlebars' parser grows with the square of what is nested or left open: these bound both. */
const mostMustaches = 1_000;
const mostParentheses = 1_000;

/**
 * What every invoice must show, by the name of the field. Source: art. 106e(1) points 1–5, 6, 7–10, 12–15, 19 and
 * art. 106h(1) of the VAT act.
 */
const legalFacts: Record<TemplateSort, string[]> = {
  invoice: [
    'number',
    'issueDate',
    'saleDate',
    'seller.name',
    'seller.nip',
    'seller.address',
    'buyer.name',
    'buyer.nip',
    'lines[].name',
    'lines[].quantity',
    'lines[].unit',
    'lines[].unitPrice',
    'lines[].discount',
    'lines[].gross',
    'lines[].rate',
    'rates[].rate',
    'rates[].net',
    'rates[].vat',
    'rates[].gross',
    'totals.net',
    'totals.vat',
    'totals.gross',
    'due',
    'sales[].documentNumber',
    'sales[].tillUniqueNumber',
    'annotations[]',
  ],
  email: ['number', 'seller.name'],
};

/**
 * Everything wrong with a template, in the order of the source, each with line and column counted from 1. An empty list
 * means that it can be rendered: it uses only known fields, helpers and partials, prints nothing unescaped, loads nothing,
 * and shows every fact the law asks for.
 */
export function checkTemplate(sort: TemplateSort, source: string): TemplateError[] {
  const { report, errors } = errorList();
  const program = readSource(source, report);
  if (program) {
    const used = checkNames(program, sort, sort === 'invoice' ? invoiceFields : emailFields, report);
    checkHtml(flatten(program), sort, report);
    checkFacts(sort, used, report);
  }
  return errors();
}

function readSource(source: string, report: Report): hbs.AST.Program | undefined {
  const start = { line: 1, column: 1 };
  if (source.length > longestTemplate) {
    report(
      'template.too_large',
      start,
      `A template may have ${longestTemplate} characters, this one has ${source.length}.`,
    );
    return undefined;
  }
  const odd = /\\\{\{|\{\{\{\{|[\uE000\0]/.exec(source);
  if (odd) {
    report('template.syntax', placeAt(source, odd.index), oddities[odd[0]] ?? 'This character is refused.');
    return undefined;
  }
  const many = countOf(source, '{{') > mostMustaches || countOf(source, '(') > mostParentheses;
  if (many) {
    report('template.too_deep', start, `A template may have ${mostMustaches} mustaches and ${mostParentheses} “(”.`);
    return undefined;
  }
  const parsed = parseTemplate(source);
  if (parsed.ok) return parsed.program;
  report('template.syntax', parsed.place, parsed.detail);
  return undefined;
}

const countOf = (text: string, piece: string) => text.split(piece).length - 1;

const oddities: { [found: string]: string } = {
  '\\{{': 'A “\\” before a mustache is refused.',
  '{{{{': 'Raw blocks are refused.',
};

function placeAt(source: string, offset: number): Place {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function checkFacts(sort: TemplateSort, used: Used, report: Report): void {
  const shown = new Set([...used.fields, ...[...used.partials].flatMap(factsOfPartial)]);
  // The title is “Faktura” and the number.
  if (shown.has('title')) shown.add('number');
  for (const fact of legalFacts[sort]) {
    if (shown.has(fact)) continue;
    const owner = Object.keys(invoicePartials).find(
      (name) => sort === 'invoice' && factsOfPartial(name).includes(fact),
    );
    const way = owner ? ` Add it, or place {{> ${owner}}}.` : ' Add it.';
    report('fact.missing', { line: 1, column: 1 }, `The template never shows “${fact}”, which the law asks for.${way}`);
  }
}

const factsByPartial = new Map<string, string[]>();

/** What a built-in partial prints, found by reading it the same way. */
function factsOfPartial(name: string): string[] {
  const known = factsByPartial.get(name);
  if (known) return known;
  const parsed = parseTemplate(invoicePartials[name] ?? '');
  const facts = parsed.ok ? [...checkNames(parsed.program, 'invoice', invoiceFields, () => {}).fields] : [];
  factsByPartial.set(name, facts);
  return facts;
}
