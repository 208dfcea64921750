import { asDataUri, pngOf999 } from '../images.ts';
import { byEdit, type DeceptiveLayout, lineRow, rateRow } from './layout.ts';

/** Rows and legal texts that the invoice does not have. */
export const falseRows: DeceptiveLayout[] = [
  byEdit('a line that was not sold', 'A row with goods that are not on the receipt.', [
    lineRow,
    `${lineRow}{{#if @last}}<tr><td class="position">99</td><td class="name">Usługa dodatkowa</td><td class="quantity">1</td><td class="unit">szt.</td><td class="price amount">199,00</td><td class="rate">23%</td><td class="gross amount">199,00</td></tr>{{/if}}`,
  ]),
  byEdit('each line twice', 'Every line is printed twice.', [lineRow, `${lineRow}${lineRow}`]),
  byEdit('a row of a rate that was not sold', 'The VAT summary has a rate that no line has.', [
    rateRow,
    `${rateRow}{{#if @last}}<tr><td class="rate">5%</td><td class="net amount">100,00</td><td class="vat amount">5,00</td><td class="gross amount">105,00</td></tr>{{/if}}`,
  ]),
  byEdit('each rate twice', 'Every rate is printed twice.', [rateRow, `${rateRow}${rateRow}`]),
  byEdit('rate of a line printed as 0%', 'Behind the true rate of each line stands another.', [
    '<td class="rate">{{rate}}</td>\n      <td class="gross',
    '<td class="rate">0% <small style="color: #eee">{{rate}}</small></td>\n      <td class="gross',
  ]),
  byEdit('another NIP of the seller', 'A second NIP stands beside the true one.', [
    '{{t "nip"}} {{seller.nip}}',
    '{{t "nip"}} 111-111-11-11 <small>{{seller.nip}}</small>',
  ]),
  byEdit('another seller', 'Another company stands above the true seller.', [
    '<p class="party-name seller-name">',
    '<p class="party-name">Inna Firma S.A.</p><p>NIP 525-000-00-01</p><p class="party-name seller-name">',
  ]),
  byEdit('another number', 'A second number stands before the true one.', [
    '{{t "invoice"}} {{number}}',
    '{{t "invoice"}} FV/1/2026 <small>{{number}}</small>',
  ]),
  byEdit('another date of issue', 'A second, earlier, date of issue.', [
    '<dd>{{issueDate}}</dd>',
    '<dd>1 stycznia 2020</dd><dd>{{issueDate}}</dd>',
  ]),
  byEdit('another receipt', 'A receipt that is not invoiced is named.', [
    '{{t "store"}}',
    'Paragon nr 999999, kasa ABC1234567890',
  ]),
  byEdit('another annotation', 'The document claims reverse charge.', [
    '{{registerNote}}',
    '{{registerNote}}</p><p>Odwrotne obciążenie. Podatek rozlicza nabywca.',
  ]),
  byEdit('a quantity of ten times', 'A 0 stands behind each quantity.', [
    '<td class="quantity">{{quantity}}</td>\n      <td class="unit">',
    '<td class="quantity">{{quantity}}0</td>\n      <td class="unit">',
  ]),
  byEdit('another unit', 'Each unit is preceded by “tuzin” (dozen).', [
    '<td class="unit">{{unit}}</td>',
    '<td class="unit">tuzin {{unit}}</td>',
  ]),
  byEdit('a name with an addition', '“Zwrot” (return) stands before each name of goods.', [
    '<td class="name">{{name}}{{#if',
    '<td class="name">Zwrot: {{name}}{{#if',
  ]),
  byEdit('a payment code', 'An image that looks like a payment code asks for another amount.', [
    '<section class="annotations">',
    `<p>Zeskanuj i zapłać 999,00 zł <img width="80" src="${asDataUri('png', pngOf999())}"></p><section class="annotations">`,
  ]),
];
