import { type PrintedFact, printedFacts } from '../facts/facts.ts';
import type { InvoiceView } from '../view/view.ts';
import { squeezed } from './pool.ts';

export type Clash = [PrintedFact, PrintedFact];

/** Facts whose values repeat on any invoice. A reader identifies them by their row and column. */
const repeating = new Set(['lines[].unit', 'lines[].rate', 'rates[].rate', 'sales[].saleDate']);
const given = new Set(['seller.name', 'seller.address', 'seller.nip', 'annotations[]']);
const discount = 'lines[].discount';
const shortest = 4;

/** Pairs of facts where one printed value contains the other. Values that are equal because they are one sum do not count. */
export function clashes(view: InvoiceView): Clash[] {
  const facts = printedFacts(view)
    .filter(({ path }) => !repeating.has(path))
    .map((fact) => ({ fact, value: bare(fact.value) }))
    .filter(({ fact, value }) => !/^0[.,]00$/.test(value) && !(isQuantity(fact) && value.length < shortest));
  return facts.flatMap(({ fact, value }, index) =>
    facts
      .slice(index + 1)
      .filter((other) => value.includes(other.value) || other.value.includes(value))
      .filter((other) => !(given.has(fact.path) && given.has(other.fact.path)))
      .filter((other) => value !== other.value || !areOneSum(fact, other.fact, view))
      .map((other): Clash => [fact, other.fact]),
  );
}

/** The value for comparison, without its currency. */
const bare = (value: string) => squeezed(value).replace(/^pln(?=\d)|(?<=\d)zł$/g, '');

const isQuantity = ({ path }: PrintedFact) => path === 'lines[].quantity';
const isSum = ({ path, of }: PrintedFact) => of === 'rate' || /^(totals\.|paid$|depositsTotal$)/.test(path);

/**
 * Whether two amounts are equal by arithmetic: the price and value of one piece, the only line and the sum of a rate, the only
 * rate and the total.
 */
function areOneSum(a: PrintedFact, b: PrintedFact, view: InvoiceView): boolean {
  if (isSum(a) && isSum(b)) return true;
  if (a.of === 'line' && b.of === 'line') return a.index === b.index && a.path !== discount && b.path !== discount;
  const row = isSum(a) ? b : isSum(b) ? a : undefined;
  if (row?.of === 'deposit') return view.deposits.length === 1;
  if (row?.of !== 'line') return false;
  const { rate } = view.lines[row.index] ?? { rate: '' };
  return view.lines.filter((line) => line.rate === rate).length === 1;
}
