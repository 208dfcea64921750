import {
  byEdit,
  correctLayout,
  type DeceptiveLayout,
  edited,
  layout,
  lineRow,
  lines,
  paidRow,
  parties,
  rateRow,
  sales,
  totals,
  vatSummary,
} from './layout.ts';

const when = (condition: string, part: string): [string, string] => [part, `{{#if ${condition}}}${part}{{/if}}`];
const cell = (name: string) => `<td class="${name}">{{${name}}}</td>`;

/** Facts inside conditions that can be false while the fact exists. */
export const deceptiveConditions: DeceptiveLayout[] = [
  byEdit(
    'totals inside two conditions',
    'A person without deposits has no totals.',
    [totals, `{{#if buyer.isCompany}}{{#if depositsTotal}}${totals}{{/if}}{{/if}}`],
    { by: 'static' },
  ),
  byEdit(
    'totals behind else if',
    'Neither branch is printed for one sale without deposits.',
    [totals, `{{#if severalSales}}${totals}{{else if depositsTotal}}${totals}{{/if}}`],
    { by: 'static' },
  ),
  byEdit(
    'totals in the else of a condition',
    'An invoice with deposits has no totals.',
    [totals, `{{#if depositsTotal}}{{else}}${totals}{{/if}}`],
    { by: 'static', on: 'deposits' },
  ),
  byEdit(
    'totals behind an inverse mark',
    'An invoice with deposits has no totals.',
    [totals, `{{#if depositsTotal}}{{^}}${totals}{{/if}}`],
    { by: 'static', on: 'deposits' },
  ),
  byEdit(
    'VAT summary unless a company',
    'A company, which deducts the VAT, has no VAT summary.',
    [vatSummary, `{{#unless buyer.isCompany}}${vatSummary}{{/unless}}`],
    { by: 'static', on: 'company' },
  ),
  byEdit(
    'totals behind and, or, not',
    'Totals are left out for a person with one sale.',
    when('(or buyer.isCompany (and severalSales (not depositsTotal)))', totals),
    { by: 'static' },
  ),
  byEdit(
    'totals in the else of each',
    'Totals are printed only where there are no deposits.',
    [totals, `{{#each deposits}}{{else}}${totals}{{/each}}`],
    { by: 'static', on: 'deposits' },
  ),
  byEdit(
    'amount paid inside a loop over deposits',
    'An invoice without deposits has no amount paid.',
    [paidRow, '{{#each deposits}}<div class="paid"><dt>{{t "paid"}}</dt><dd>{{../paid}}</dd></div>{{/each}}'],
    { by: 'static' },
  ),
  byEdit(
    'amount paid inside a loop over annotations',
    'An invoice without annotations has no amount paid.',
    [paidRow, '{{#each annotations}}<div class="paid"><dt>{{t "paid"}}</dt><dd>{{@root.paid}}</dd></div>{{/each}}'],
    { by: 'static' },
  ),
  byEdit('only the first line', 'Only the first line is printed.', when('@first', lineRow), { by: 'static' }),
  byEdit('only the last line', 'Only the last line is printed.', when('@last', lineRow), { by: 'static' }),
  byEdit('lines by index', 'Lines from the sixth on are not printed.', when('(gt 5 @index)', lineRow), {
    by: 'static',
    on: 'eightLines',
  }),
  byEdit('only the first rate', 'The VAT summary stops after its first row.', when('@first', rateRow), {
    by: 'static',
  }),
  byEdit(
    'no lines on long invoices',
    'A long invoice refers to an attachment in place of its lines.',
    [lines, `{{#if (gt lineCount 30)}}<p>Pozycje w załączniku</p>{{else}}${lines}{{/if}}`],
    { by: 'static', on: 'manyLines' },
  ),
  byEdit(
    'date of sale only when it is the date of issue',
    'A sale of another day has no date.',
    when('(eq issueDate saleDate)', '<div class="sold"><dt>{{t "saleDate"}}</dt><dd>{{saleDate}}</dd></div>'),
    { by: 'static' },
  ),
  byEdit(
    'unit only of pieces',
    'Weighed goods have no unit.',
    [cell('unit'), '<td class="unit">{{#if (eq unit "szt.")}}{{unit}}{{/if}}</td>'],
    { by: 'static' },
  ),
  byEdit(
    'quantity only of weighed goods',
    'Goods by the piece have no quantity.',
    [
      `${cell('quantity')}\n      <td class="unit">`,
      '<td class="quantity">{{#if (eq unit "kg")}}{{quantity}}{{/if}}</td>\n      <td class="unit">',
    ],
    { by: 'static' },
  ),
  byEdit(
    'a line left out by its name',
    'Coffee is charged and not printed.',
    [lineRow, `{{#unless (eq name "Kawa ziarnista Arabika 1 kg")}}${lineRow}{{/unless}}`],
    { by: 'static' },
  ),
  byEdit(
    'annotations only for companies',
    'A person does not see why a sale is exempt.',
    when('@root.buyer.isCompany', '<p class="annotation">{{this}}</p>'),
    { by: 'static', on: 'exempt' },
  ),
  byEdit(
    'only large discounts',
    'A discount below 2,00 zł is not printed.',
    ['{{#if discount}}', '{{#if (gt discountMinor 200)}}'],
    { by: 'static', on: 'discounts' },
  ),
  byEdit(
    'another name for private buyers',
    'Every private buyer is called a retail customer.',
    ['{{buyer.name}}', '{{#if buyer.isCompany}}{{buyer.name}}{{else}}Klient detaliczny{{/if}}'],
    { by: 'static' },
  ),
  byEdit(
    'gross in place of paid when there are deposits',
    'The deposits are left out of the amount paid.',
    [
      paidRow,
      '<div class="paid"><dt>{{t "paid"}}</dt><dd>{{#if depositsTotal}}{{totals.gross}} zł{{else}}{{paid}}{{/if}}</dd></div>',
    ],
    { by: 'static', on: 'deposits' },
  ),
  byEdit(
    'another rate for one letter',
    'Goods of letter C are printed with a rate of 23%.',
    [
      '<td class="rate">{{rate}}</td>\n      <td class="gross',
      '<td class="rate">{{#if (eq letter "C")}}23%{{else}}{{rate}}{{/if}}</td>\n      <td class="gross',
    ],
    { by: 'static' },
  ),
  byEdit(
    'document number only of one store',
    'Receipts of other stores have no document number.',
    ['{{documentNumber}}', '{{#if (eq storeCode "021")}}{{documentNumber}}{{/if}}'],
    { by: 'static' },
  ),
  byEdit(
    'till only of sales on the date of sale',
    'A receipt of another day is printed without its till.',
    ['{{tillUniqueNumber}}', '{{#if (eq saleDate ../saleDate)}}{{tillUniqueNumber}}{{/if}}'],
    { by: 'static', on: 'severalSales' },
  ),
  layout(
    'a built-in block inside a condition',
    'An invoice for one receipt does not name the receipt.',
    edited(correctLayout(), sales, '{{#if severalSales}}{{> sales}}{{/if}}'),
    { by: 'static' },
  ),
  byEdit(
    'VAT only above zero',
    'An invoice at 0% does not print its VAT of 0.',
    when('totals.vatMinor', '<div class="vat"><dt>{{t "vatAmount"}}</dt><dd>{{totals.vat}}</dd></div>'),
    { by: 'static', on: 'zeroRate' },
  ),
  byEdit(
    'seller named by a condition on the brand',
    'Under one brand another company is named as the seller.',
    ['{{seller.name}}', '{{#if (eq brand "Sklep")}}{{seller.name}}{{else}}Inna Firma S.A.{{/if}}'],
    { by: 'static' },
  ),
  byEdit(
    'both parties inside a condition',
    'A person gets an invoice without seller, buyer and dates.',
    when('buyer.isCompany', parties),
    { by: 'static' },
  ),
];
