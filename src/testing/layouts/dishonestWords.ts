import { byCss, byEdit, byEditAndCss, type DishonestLayout, dueRow, lineRow, rateRow } from './dishonestLayout.ts';
import { asDataUri, drawnAmount, pngOf999 } from './drawnDigits.ts';

const after = (row: string): [string, string] => [dueRow, `${dueRow}${row}`];
const second = (amount: string) => after(`<div class="due"><dt>Do zapłaty</dt><dd>${amount}</dd></div>`);
const label = (key: string) => `{{t "${key}"}}`;

/** Fixed words that call a fact by another name. */
export const falseLabels: DishonestLayout[] = [
  byEdit('“Do zapłaty” beside the net total', 'The net total is called the amount due.', [
    `${label('netValue')}</dt>`,
    'Do zapłaty</dt>',
  ]),
  byEdit('“Sprzedawca” above the buyer', 'The buyer is called the seller.', [label('buyer'), 'Sprzedawca']),
  byEdit('“Nabywca” above the seller', 'The seller is called the buyer.', [label('seller'), 'Nabywca']),
  byEdit('net called gross', 'The net value of a rate is called gross.', [
    `<th class="net amount">${label('netValue')}`,
    '<th class="net amount">Wartość brutto',
  ]),
  byEdit('gross called net', 'The gross value of a line is called net.', [label('gross'), 'Wartość netto']),
  byEdit('date of issue called date of sale', 'The two dates have each other’s names.', [
    `<dt>${label('issueDate')}`,
    '<dt>Data sprzedaży',
  ]),
  byEdit('VAT called discount', 'The VAT is called a discount.', [`<dt>${label('vatAmount')}`, '<dt>Udzielony rabat']),
  byEdit('amount due called already refunded', 'The amount due is called a refund.', [
    `<dt>${label('due')}`,
    '<dt>Kwota do zwrotu klientowi',
  ]),
  byEdit('labels of a foreign field', 'The seller is called a store by its label.', [label('seller'), label('store')]),
  byEdit('number called the number of an order', 'The number of the invoice is called the number of an order.', [
    `${label('invoice')} {{number}}`,
    'Zamówienie nr {{number}}',
  ]),
  byEdit('not an invoice', 'The document calls itself a proforma.', [
    `${label('invoice')} {{number}}`,
    `${label('invoice')} pro forma – nie jest fakturą – {{number}}`,
  ]),
  byEdit('amounts in thousands', 'Amounts are said to be in thousands.', [
    label('gross'),
    'Wartość brutto (w tys. zł)',
  ]),
];

/** Amounts that are not in the view and read as one of the invoice. */
export const falseAmounts: DishonestLayout[] = [
  byEdit('a total in Arabic digits', 'A second total, in Arabic digits.', second('٩٩٩٫٠٠ zł')),
  byEdit('a total in full-width digits', 'A second total, in full-width digits.', second('９９９，００ zł')),
  byEdit('a total in mathematical digits', 'A second total, in bold mathematical digits.', second('𝟵𝟵𝟵,𝟬𝟬 zł')),
  byEdit('a total in words', 'A second total, in words.', second('dziewięćset dziewięćdziesiąt dziewięć złotych')),
  byEdit('a total in Roman digits', 'A second total, in Roman digits.', second('CMXCIX zł')),
  byEdit(
    'a total of spans',
    'A second total, a digit an element.',
    second('<span>9</span><span>9</span><span>9</span><span>,</span><span>00</span> <span>z</span><span>ł</span>'),
  ),
  byEdit('a total without a currency', 'A second total without “zł”.', second('999,00')),
  byEdit('a total without a fraction', 'A second total without grosze.', second('999')),
  byEdit('a total with a superscript fraction', 'A second total with raised grosze.', second('999<sup>00</sup>')),
  byEdit('a total in another currency', 'A second total in euro.', second('€ 249.75')),
  byEdit(
    'a total with references',
    'A second total written with character references.',
    second('&#57;&#57;&#57;&#44;&#48;&#48; z&#322;'),
  ),
  byEdit(
    'a total with invisible signs',
    'A second total with zero-width spaces between its digits.',
    second('9\u200b9\u200b9\u200b,\u200b0\u200b0 zł'),
  ),
  byCss(
    'a total from ::after',
    'A false total stands behind the true one.',
    '.due dd::after { content: " (razem z opłatą 999,00 zł)" }',
  ),
  byCss('a digit from ::before', 'A 9 stands before the amount due.', '.due dd::before { content: "9" }'),
  byCss('a digit from ::after', 'A 0 stands behind each gross value.', '.lines td.gross::after { content: "0" }'),
  byCss('a point moved', 'A 0 stands before each quantity.', '.lines td.quantity::before { content: "10" }'),
  byCss('a minus before the total', 'The amount due is printed as a refund.', '.due dd::before { content: "−" }'),
  byCss(
    'a total from a counter',
    'A false total made by a counter.',
    '.totals { counter-reset: amount 999 } .totals::after { content: "Do zapłaty " counter(amount) ",00 zł"; font-size: 20pt; font-weight: 700 }',
  ),
  byCss(
    'a total from escaped characters',
    'A false total written with CSS escapes.',
    '.totals::after { content: "Do zap\\142 aty \\39\\39\\39,00 z\\142"; font-size: 20pt }',
  ),
  byCss(
    'a total from a string of a variable',
    'A false total made of variables.',
    ':root { --a: "9"; --b: "Do zapłaty " } .totals::after { content: var(--b) var(--a) var(--a) var(--a) ",00 zł"; font-size: 20pt }',
  ),
  byCss(
    'a total in the margin of the page',
    'A false total stands at the head of each page.',
    '@page { @top-right { content: "Do zapłaty: 999,00 zł"; font: 700 16pt var(--font-body) } }',
  ),
  byEditAndCss('a total from an attribute', 'A false total is taken from an attribute.', [
    '<dl class="totals">',
    '<dl class="totals" data-sum="999,00 zł">',
    '.totals::after { content: "Do zapłaty " attr(data-sum); font-size: 20pt }',
  ]),
  byEdit(
    'a total from the numbers of a list',
    'The marker of a list item reads as an amount.',
    after('<div class="due"><dt>Do zapłaty zł</dt><dd><ol start="999"><li></li></ol></dd></div>'),
  ),
  byCss(
    'a total from quotes',
    'A false total made by quotation marks.',
    '.due dd { quotes: "999,00 zł (" ")" } .due dd::before { content: open-quote } .due dd::after { content: close-quote }',
  ),
  byCss(
    'a picture over the amount due',
    'A drawing shows another amount over the true one.',
    `.due dd { background: #fff url(${asDataUri('svg+xml', drawnAmount('999,00'))}) right / contain no-repeat; color: transparent }`,
  ),
  byCss(
    'a picture beside the amount due',
    'A PNG shows another amount above the true one.',
    `.totals::before { content: "Do zapłaty"; display: block; height: 16mm; font-weight: 700; background: url(${asDataUri('png', pngOf999())}) right / 30mm 12mm no-repeat }`,
  ),
  byEdit(
    'an image of another amount',
    'An image shows another amount due.',
    after(
      `<div class="due"><dt>Do zapłaty</dt><dd><img width="120" src="${asDataUri('svg+xml', drawnAmount('999,00'))}"></dd></div>`,
    ),
  ),
  byEdit(
    'an amount drawn by paths',
    'Paths draw another amount due.',
    after(
      `<div class="due"><dt>Do zapłaty</dt><dd>${drawnAmount('999,00').replace(' xmlns="http://www.w3.org/2000/svg"', '')}</dd></div>`,
    ),
  ),
  byCss(
    'an image in place of the logo covers the total',
    'An image beside the amount due stands in for it, and the amount is covered.',
    `.due { position: relative } .due::after { content: url(${asDataUri('svg+xml', drawnAmount('1,00'))}); position: absolute; right: 0; top: 0; background: #fff; padding-left: 30mm }`,
  ),
  byEdit('a digit joined to the amount due', 'A 1 stands before the amount due.', [
    '<dd>{{due}}</dd>',
    '<dd>1{{due}}</dd>',
  ]),
  byEdit('a digit joined to the gross values', 'A 9 stands behind the total.', [
    '<dd>{{totals.gross}}</dd>',
    '<dd>{{totals.gross}}9</dd>',
  ]),
  byEdit('two amounts in one', 'Net and VAT run into one number.', [
    '<dd>{{totals.net}}</dd>',
    '<dd>{{totals.net}}{{totals.vat}}</dd>',
  ]),
  byEdit('the amount due times ten', 'The amount due is to be multiplied.', [
    '<dd>{{due}}</dd>',
    '<dd>{{due}} × 10</dd>',
  ]),
  byEdit(
    'a remainder to be paid',
    'A further amount is said to remain.',
    after('<div class="rest"><dt>Pozostało do zapłaty</dt><dd>250,00 zł</dd></div>'),
  ),
  byEdit(
    'a surcharge',
    'A fee that is not in the totals is added.',
    after('<div class="fee"><dt>Opłata serwisowa</dt><dd>25,00 zł</dd></div>'),
  ),
  byEdit(
    'a discount that nobody gave',
    'A discount that is not in the view is printed.',
    after('<div class="cut"><dt>Rabat</dt><dd>−50,00 zł</dd></div>'),
  ),
];

/** Rows and legal words that the invoice does not have. */
export const falseRows: DishonestLayout[] = [
  byEdit('a line that was not sold', 'A row with goods that are not on the receipt.', [
    lineRow,
    `${lineRow}{{#if @last}}<tr><td class="position">99</td><td class="name">Usługa dodatkowa</td><td class="quantity">1</td><td class="unit">szt.</td><td class="price amount">199,00</td><td class="rate">23%</td><td class="gross amount">199,00</td></tr>{{/if}}`,
  ]),
  byEdit('each line twice', 'Every line is printed twice.', [lineRow, `${lineRow}${lineRow}`]),
  byEdit('a row of a rate that was not sold', 'The VAT summary has a rate of its own.', [
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
  byEdit('another unit', 'Each quantity is said to be in dozens.', [
    '<td class="unit">{{unit}}</td>',
    '<td class="unit">tuzin {{unit}}</td>',
  ]),
  byEdit('a name with an addition', 'Each name of goods has an addition that makes it other goods.', [
    '<td class="name">{{name}}{{#if',
    '<td class="name">Zwrot: {{name}}{{#if',
  ]),
  byEdit('a payment code', 'A field that looks like a code of a transfer asks for an amount.', [
    '<section class="annotations">',
    `<p>Zeskanuj i zapłać 999,00 zł <img width="80" src="${asDataUri('png', pngOf999())}"></p><section class="annotations">`,
  ]),
];
