import type { TemplateErrorParams } from '../../contract/templateErrors.ts';
import { emailFields, invoiceFields } from '../source/fields.ts';
import { flatten } from '../source/flatten.ts';
import { parseTemplate } from '../source/parseTemplate.ts';
import { invoicePartials, type TemplateSort } from '../source/partials.ts';
import { firstPlace, type Place, type Report } from '../source/templateErrors.ts';
import { type Fact, invoiceFacts, mailFacts } from './facts.ts';
import { type Shown, shownFacts } from './shown.ts';
import { textPlaces } from './textPlaces.ts';

/**
 * Reports `fact.missing` for each fact that a template does not show on every invoice with that fact. The error's place is the
 * condition that hides the fact, if there is one. `isText` tells whether a mustache stands in text that is printed.
 */
export function checkFacts(
  sort: TemplateSort,
  program: hbs.AST.Program,
  isText: (place: Place) => boolean,
  report: Report,
): void {
  const isInvoice = sort === 'invoice';
  const facts = isInvoice ? invoiceFacts : mailFacts;
  const shown = shownFacts(program, {
    facts,
    root: isInvoice ? invoiceFields : emailFields,
    isText,
    partial: isInvoice ? factsOfPartial : () => [],
  });
  for (const fact of facts) {
    if (shown.always.has(fact.path)) continue;
    const partial = isInvoice ? partialWith(fact) : undefined;
    const { place, params } = missingOf(fact, shown);
    report('fact.missing', place, { ...params, ...(partial && { block: partial }) });
  }
}

type Missing = { place: Place; params: TemplateErrorParams<'fact.missing'> };

function missingOf({ path: fact }: Fact, { only, inAttributes }: Shown): Missing {
  const under = only.get(fact);
  if (under) return { place: under.place, params: { reason: under.when, fact, condition: under.condition } };
  const attribute = inAttributes.get(fact);
  if (attribute) return { place: attribute, params: { reason: 'attribute', fact } };
  return { place: firstPlace, params: { reason: 'never', fact } };
}

function partialWith({ path }: Fact): string | undefined {
  return Object.keys(invoicePartials).find((name) => factsOfPartial(name).has(path));
}

const factsByPartial = new Map<string, Set<string>>();

/** The facts that a built-in partial always shows, by the same check. */
function factsOfPartial(name: string): Set<string> {
  const known = factsByPartial.get(name);
  if (known) return known;
  const parsed = parseTemplate(invoicePartials[name] ?? '');
  const facts = parsed.ok
    ? shownFacts(parsed.program, {
        facts: invoiceFacts,
        root: invoiceFields,
        isText: textPlaces(flatten(parsed.program)),
        partial: () => [],
      }).always
    : new Set<string>();
  factsByPartial.set(name, facts);
  return facts;
}
