import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import { poland } from '../../domain/countries/pl/poland.ts';
import { type Random, randomFrom } from '../../domain/random.ts';
import { drawSamples } from '../samples/drawSamples.ts';
import { invoiceFields } from '../source/fields.ts';
import { helpers } from '../source/helpers.ts';
import { parseTemplate } from '../source/parseTemplate.ts';
import { invoiceView } from '../view/view.ts';
import { invoiceFacts, printedFacts } from './facts.ts';
import { shownFacts } from './shown.ts';

const views = drawSamples(randomFrom(1), {
  seller: { name: 'Zielony Koszyk sp. z o.o.', nip: '5265877635', address: 'ul. Owocowa 1, 00-001 Warszawa' },
  country: poland.code,
  settings: poland.defaultSettings,
  brand: 'Zielony Koszyk',
  today: '2026-11-24',
  language: 'pl',
})
  .filter(({ name }) =>
    ['person', 'company', 'oneLine', 'someSales', 'deposits', 'exempt', 'zeroVat', 'bare', 'english'].includes(name),
  )
  .map(({ invoice, language }) => invoiceView(invoice, { language, theme: { name: 'Zielony Koszyk' } }));

const handlebars = Handlebars.create();
handlebars.registerHelper(helpers);

const lists = {
  lines: ['name', 'discount', 'gross'],
  rates: ['rate', 'vat'],
  sales: ['documentNumber', 'saleDate'],
  deposits: ['amount'],
};
type List = keyof typeof lists;
const rootFields = ['number', 'buyer.nip', 'buyer.address', 'depositsTotal', 'paid', 'seller.nip'];
const rootFlags = [
  'buyer',
  'buyer.isCompany',
  'severalSales',
  'discountsTotal',
  'lineCount',
  'deposits',
  'annotations',
  'sales',
];
const rowFlags = { lines: ['discountMinor', 'letter'], rates: [], sales: ['receiptNumber'], deposits: ['name'] };

/** A random template of nested facts, conditions and loops. Each fact is printed after its path: «path=value». */
function aTemplate(random: Random, within: List[], depth: number): string {
  return Array.from({ length: random.whole(1, 3) }, () => aPiece(random, within, depth)).join('');
}

function aPiece(random: Random, within: List[], depth: number): string {
  if (depth === 0 || random.chance(0.3)) return aFact(random, within);
  const inside = () => aTemplate(random, within, depth - 1);
  const otherwise = random.chance(0.5) ? `{{else}}${inside()}` : '';
  if (random.chance(0.3)) {
    const list = random.pick(Object.keys(lists) as List[]);
    return `{{#each @root.${list}}}${aTemplate(random, [...within, list], depth - 1)}${otherwise}{{/each}}`;
  }
  const block = random.pick(['if', 'if', 'unless']);
  return `{{#${block} ${aCondition(random, within, 2)}}}${inside()}${otherwise}{{/${block}}}`;
}

function aFact(random: Random, within: List[]): string {
  const [out, list] = aScope(random, within);
  const field = random.pick(list ? lists[list] : rootFields);
  return `«${list ? `${list}[].` : ''}${field}={{${list ? out : '@root.'}${field}}}»`;
}

function aCondition(random: Random, within: List[], depth: number): string {
  if (depth > 0 && random.chance(0.5)) {
    const inner = () => aCondition(random, within, depth - 1);
    return random.pick([
      () => `(not ${inner()})`,
      () => `(and ${inner()} ${inner()})`,
      () => `(or ${inner()} ${inner()})`,
    ])();
  }
  const [out, list] = aScope(random, within);
  if (list) {
    const field = `${out}${random.pick([...lists[list], ...rowFlags[list]])}`;
    return random.pick([field, field, `(eq ${field} "")`, list === 'lines' ? `(gt ${out}discountMinor 0)` : '@first']);
  }
  const field = `@root.${random.pick([...rootFields, ...rootFlags])}`;
  return random.pick([field, field, `(eq ${field} "")`, '(eq @root.lineCount 0)', '(gt @root.paidMinor 5000)']);
}

/** A random enclosing scope: the "../" that leads to its row and the row's list, or the root. */
function aScope(random: Random, within: List[]): [out: string, list?: List] {
  const at = random.whole(-1, within.length - 1);
  const list = within[at];
  return list ? ['../'.repeat(within.length - 1 - at), list] : [''];
}

describe('a fact that the static check counts as always shown', () => {
  it('is printed on every invoice that has the fact, by 400 random templates', () => {
    const random = randomFrom(20_261_124);
    let counted = 0;
    const wrong: string[] = [];
    for (let round = 0; round < 400; round++) {
      const source = aTemplate(random, [], 3);
      const parsed = parseTemplate(source);
      if (!parsed.ok) throw new Error(`${parsed.fault.reason} ${source}`);
      const { always } = shownFacts(parsed.program, {
        facts: invoiceFacts,
        root: invoiceFields,
        isText: () => true,
        partial: () => [],
      });
      counted += always.size;
      if (always.size === 0) continue;
      const template = handlebars.compile(source);
      const isHidden = views.some((view) => {
        const printed = template(view);
        return printedFacts(view).some(
          ({ path, value }) => always.has(path) && !printed.includes(`«${path}=${handlebars.escapeExpression(value)}»`),
        );
      });
      if (isHidden) wrong.push(source);
    }
    expect(wrong.toSorted((a, b) => a.length - b.length).slice(0, 3)).toEqual([]);
    expect(counted).toBeGreaterThan(400);
  });
});
