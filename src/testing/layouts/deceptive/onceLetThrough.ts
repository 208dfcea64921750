import {
  byCss,
  byEdit,
  byEditAndCss,
  type DeceptiveLayout,
  lineRow,
  paidRow,
  sales,
  totals,
  vatSummary,
} from './layout.ts';

const when = (condition: string, part: string): [string, string] => [part, `{{#if ${condition}}}${part}{{/if}}`];
const buyerName = '<p class="party-name buyer-name">{{buyer.name}}</p>';
const sellerNip = '<p class="seller-nip">{{t "nip"}} {{seller.nip}}</p>';

/** Tricks that an earlier version of the checks accepted. */
export const onceLetThrough: DeceptiveLayout[] = [
  byEdit('buyer only for companies', 'A private buyer has no name.', when('buyer.isCompany', buyerName), {
    by: 'static',
  }),
  byEdit(
    'NIP of the seller only for companies',
    'A private buyer does not see the NIP of the seller.',
    when('buyer.isCompany', sellerNip),
    { by: 'static' },
  ),
  byEdit('totals only with deposits', 'An invoice without deposits has no totals.', when('depositsTotal', totals), {
    by: 'static',
  }),
  byEdit('totals only above an amount', 'A small invoice has no totals.', when('(gt paidMinor 50000)', totals), {
    by: 'static',
    on: 'small',
  }),
  byEdit(
    'totals only for seven lines',
    'Only the sample of seven lines has totals.',
    when('(eq lineCount 7)', totals),
    { by: 'static' },
  ),
  byEdit(
    "totals only for the sample's number",
    'Only the number of the sample has totals.',
    when('(eq number "FP/K01/2026/11/127")', totals),
    { by: 'static' },
  ),
  byEditAndCss(
    "totals hidden by CSS unless the number is the sample's",
    'Only the number of the sample has totals, by an attribute selector.',
    [
      '<dl class="totals">',
      '<dl class="totals" data-n="{{number}}">',
      '.totals:not([data-n="FP/K01/2026/11/127"]) { display: none }',
    ],
  ),
  byEdit(
    'VAT summary only in Polish',
    'An English invoice has no VAT summary.',
    when('(eq language "pl")', vatSummary),
    { by: 'static', on: 'english' },
  ),
  byEdit(
    'lines after the twentieth dropped',
    'Lines from the 21st on are not printed.',
    when('(gt 21 position)', lineRow),
    { by: 'static', on: 'manyLines' },
  ),
  byEdit(
    'receipt numbers only for one sale',
    'An invoice to several receipts names none of them.',
    [sales, `{{#unless severalSales}}${sales}{{/unless}}`],
    { by: 'static', on: 'severalSales' },
  ),
  byCss(
    'unit and rate columns hidden',
    'No line has a unit or a rate.',
    '.lines .unit, .lines .rate { display: none }',
  ),
  byEdit('a second, false, larger total', 'A larger amount stands below the true one.', [
    paidRow,
    `${paidRow}<div class="paid"><dt>{{t "paid"}}</dt><dd style="font-size: 26pt">999,00 zł</dd></div>`,
  ]),
  byCss('true totals in 3.3 pt', 'The totals are too small to be read.', '.totals, .totals div { font-size: 3.3pt }'),
];
