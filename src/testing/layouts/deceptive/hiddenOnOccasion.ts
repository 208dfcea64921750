import { byCss, byEditAndCss, type DeceptiveLayout } from './layout.ts';

const lineTag = '{{#each lines}}\n    <tr>';
const marked = (name: string, field: string): [string, string] => [
  lineTag,
  `{{#each lines}}\n    <tr data-${name}="{{${field}}}">`,
];

/** Facts that CSS hides on some invoices only. */
export const hiddenOnOccasion: DeceptiveLayout[] = [
  byCss(
    'rows from the 21st by nth-child',
    'Lines from the 21st on are not printed.',
    '.lines tbody tr:nth-child(n + 21) { display: none }',
    { on: 'manyLines' },
  ),
  byCss(
    'rows of long tables by nth-last-child',
    'A table of 30 lines loses all but its last 29.',
    '.lines tbody tr:nth-last-child(n + 30) { display: none }',
    { on: 'manyLines' },
  ),
  byCss(
    'totals by the number of lines, by :has()',
    'An invoice of eight lines has no totals.',
    '.lines:has(tbody tr:nth-child(8)) ~ .sums .totals { display: none }',
    { on: 'eightLines' },
  ),
  byCss(
    'totals unless there are deposits, by :has()',
    'An invoice without deposits has no totals.',
    '.sums:not(:has(.deposits)) .totals { visibility: hidden }',
  ),
  byCss(
    'name of a private buyer by :has()',
    'A buyer without a NIP has no name.',
    '.buyer:not(:has(.buyer-nip)) .buyer-name { display: none }',
  ),
  byCss(
    'name of a company by :has()',
    'A buyer with a NIP has no name.',
    '.buyer:has(.buyer-nip) .buyer-name { display: none }',
    { on: 'company' },
  ),
  byCss(
    'VAT summary by :lang()',
    'An English invoice has no VAT summary.',
    ':lang(en) .vat-summary { display: none }',
    { on: 'english' },
  ),
  byCss('the last annotation', 'The last annotation is not printed.', '.annotation:last-child { display: none }', {
    on: 'exempt',
  }),
  byCss('receipts after the first', 'Only the first receipt is named.', '.sales tbody tr + tr { display: none }', {
    on: 'severalSales',
  }),
  byEditAndCss(
    'a rate by its class',
    'Exempt goods are left out of the VAT summary.',
    ['<tr><td class="rate">', '<tr class="rate-{{rate}}"><td class="rate">', '[class^="rate-zw"] { display: none }'],
    { on: 'exempt' },
  ),
  byEditAndCss(
    'a line by a word in its name',
    'Coffee is charged and not printed.',
    [...marked('name', 'name'), '[data-name*="Kawa"] { display: none }'],
    { by: 'document' },
  ),
  byEditAndCss('weighed lines by an attribute', 'Weighed goods have no quantity.', [
    ...marked('unit', 'unit'),
    '[data-unit="kg"] .quantity { color: transparent }',
  ]),
  byEditAndCss(
    'lines by the first digit of an attribute',
    'Lines from 2,00 to 9,99 and from 20,00 to 99,99 are not printed.',
    [...marked('gross', 'gross'), 'tr[data-gross]:not([data-gross^="0"]):not([data-gross^="1"]) { display: none }'],
  ),
  byEditAndCss(
    'totals by the series of the number',
    'Invoices of the series 014 have no totals.',
    ['<dl class="totals">', '<dl class="totals" data-n="{{number}}">', '[data-n^="FP/014"] { opacity: 0 }'],
    { by: 'document' },
  ),
  byEditAndCss(
    'totals by the last digit of the number',
    'Each tenth invoice has no totals.',
    ['<dl class="totals">', '<dl class="totals" data-n="{{number}}">', '[data-n$="7"] { opacity: 0 }'],
    { by: 'document' },
  ),
  byEditAndCss(
    'totals by the month',
    'Invoices of November have no totals.',
    [
      '<dl class="totals">',
      '<dl class="totals" data-day="{{issueDate}}">',
      '[data-day*="listopada"] { display: none }',
    ],
    { by: 'document' },
  ),
  byEditAndCss(
    'totals by the number in lang',
    'Invoices of the store 014 have no totals.',
    [
      '<dl class="totals">',
      '<dl class="totals" lang="{{number}}">',
      '.totals:lang("FP") { display: none } [lang*="014"] { display: none }',
    ],
    { by: 'document' },
  ),
  byCss(
    'buyer by the length of the name',
    'A long name of a buyer is cut off.',
    '.buyer-name { max-height: 2.7em; overflow: hidden }',
    { on: 'longNames' },
  ),
  byCss(
    'long names end in dots',
    'The name of long goods is cut off.',
    '.lines td.name { max-width: 50mm; overflow: hidden; white-space: nowrap; text-overflow: ellipsis }',
    { on: 'longNames' },
  ),
  byCss(
    'long names cut by line-clamp',
    'The name of long goods is cut off.',
    '.lines td.name { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 1; overflow: hidden; max-width: 60mm }',
    { on: 'longNames' },
  ),
  byCss(
    'large totals overflow a narrow box',
    'The first digits of a large amount are cut off.',
    '.paid dd { width: 7ch; overflow: hidden; direction: rtl; white-space: nowrap; text-align: right }',
    { on: 'large' },
  ),
  byCss(
    'rows fall off the paper',
    'A table is cut off at the end of the first page.',
    '.lines { display: block; max-height: 120mm; overflow: hidden }',
    { on: 'manyLines' },
  ),
  byCss(
    'a page of a fixed height',
    'What does not fit on the first page is not printed.',
    'html { overflow: hidden } body { height: 200mm; overflow: hidden }',
    { on: 'manyLines' },
  ),
  byCss(
    'later pages covered',
    'Everything from the second page on is under a white box.',
    'body { position: relative } body::after { content: ""; position: absolute; top: 262mm; left: 0; width: 200mm; height: 2000mm; background: #fff }',
    { on: 'manyLines' },
  ),
  byCss(
    'columns beside the paper',
    'Lines flow into columns that lie beside the sheet.',
    '.lines { display: block; height: 100mm; columns: 170mm; column-fill: auto }',
    { on: 'manyLines' },
  ),
  byCss(
    'negative margin eats rows',
    'The sums are printed over the last lines.',
    '.sums { margin-top: -28mm; background: #fff; position: relative }',
  ),
  byCss(
    'totals by a container query',
    'A narrow container hides the totals.',
    '.sums { container-type: inline-size } @container (min-width: 10mm) { .totals { display: none } }',
    { by: 'static' },
  ),
];
