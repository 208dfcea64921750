import { byCss, byEdit, byEditAndCss, type DeceptiveLayout, lineRow } from './layout.ts';

const asGrid = '.vat-summary tr { display: grid; grid-template-columns: 1fr 1fr 1fr 1fr }';

/** Layouts that print every fact, but some in a place where it means another fact. */
export const deceptiveMoved: DeceptiveLayout[] = [
  byCss(
    'headings of the columns in reverse',
    'The headings of net, VAT and gross stand above other columns.',
    `${asGrid} .vat-summary thead tr { direction: rtl }`,
  ),
  byCss(
    'net and gross change places by order',
    'The net value stands under “gross”, the gross value under “net”.',
    `${asGrid} .vat-summary td.net { order: 4 } .vat-summary td.vat { order: 3 } .vat-summary td.gross { order: 2 } .vat-summary td.rate { order: 1 }`,
  ),
  byCss(
    'net and gross change places by grid placement',
    'The net value stands under “gross”, the gross value under “net”.',
    `${asGrid} .vat-summary tr > * { grid-row: 1 } .vat-summary tbody .net { grid-column: 4 } .vat-summary tbody .gross { grid-column: 2 } .vat-summary tbody .vat { grid-column: 3 }`,
  ),
  byCss(
    'net and gross totals change places',
    'The net total stands beside “gross”.',
    '.totals div { position: relative } .totals .net dd { position: relative; top: 34pt } .totals .gross dd { position: relative; top: -34pt }',
  ),
  byCss(
    'price and gross of a line change places',
    'The unit price stands under “gross value”.',
    '.lines td.price { position: relative; left: 42mm } .lines td.gross { position: relative; left: -42mm }',
  ),
  byCss(
    'prices one row lower',
    'Each price stands beside the name of the next goods.',
    '.lines td.gross, .lines td.price { position: relative; top: 6.6mm }',
  ),
  byCss(
    'prices from the last to the first',
    'Prices stand beside the wrong names.',
    '.lines tbody { display: flex; flex-direction: column-reverse } .lines tbody tr { display: flex } .lines td.gross { position: relative; top: 0 } .lines tbody tr:first-child td.gross { top: -20mm } .lines tbody tr:last-child td.gross { top: 20mm }',
  ),
  byCss(
    'labels of seller and buyer change places',
    'The buyer is called the seller.',
    '.facts section { position: relative } .seller h2 { position: relative; left: 64mm } .buyer h2 { position: relative; left: -64mm }',
  ),
  byCss(
    'seller and buyer change places under fixed labels',
    'The buyer stands under “seller”.',
    '.seller p { position: relative; left: 64mm } .buyer p { position: relative; left: -64mm }',
  ),
  byCss(
    'labels of the parties by content strings',
    'The seller is called the buyer and the buyer the seller.',
    '.seller h2, .buyer h2 { font-size: 0 } .seller h2::after { content: "Nabywca"; font-size: 8.5pt } .buyer h2::after { content: "Sprzedawca"; font-size: 8.5pt }',
  ),
  byCss(
    'dates change places',
    'The date of sale stands beside “date of issue”.',
    '.dates div { position: relative } .issued dd { position: relative; top: 9.2mm } .sold dd { position: relative; top: -9.2mm }',
  ),
  byCss(
    'NIPs change places',
    'The NIP of the seller stands under the buyer.',
    '.seller-nip { position: relative; left: 64mm } .buyer-nip { position: relative; left: -64mm }',
    { on: 'company' },
  ),
  byCss(
    'digits reversed by bidi override',
    'Amounts are printed from their last digit to their first.',
    '.totals dd { unicode-bidi: bidi-override; direction: rtl }',
  ),
  byCss(
    'the table runs from right to left',
    'The cells of a row stand under the headings of other columns.',
    '.lines tbody tr { display: flex; flex-direction: row-reverse; justify-content: space-between }',
  ),
  byCss(
    'labels and amounts of totals change sides by order',
    'An amount stands before the label of the next row.',
    '.totals { display: flex; flex-wrap: wrap } .totals div { display: contents } .totals dd { width: 50% } .totals dt { width: 50%; order: 0 } .totals dd:nth-of-type(1) { order: 0 } .totals .net dd { order: 9 }',
  ),
  byCss(
    'the labels of the totals are moved one row down',
    'The gross total stands beside “VAT”.',
    '.totals dt { position: relative; top: 1.9em }',
  ),
  byCss(
    'quantity and position change places',
    'The quantity stands under “No.”.',
    '.lines td.position { position: relative; left: 94mm } .lines td.quantity { position: relative; left: -94mm }',
  ),
  byEdit(
    'names and values in separate rows',
    'All names come first, and all quantities and amounts after them.',
    [
      lineRow,
      '<tr><td class="position">{{position}}</td><td class="name" colspan="6">{{name}}</td></tr>{{/each}}{{#each lines}}<tr><td></td><td></td><td class="quantity">{{quantity}}</td><td class="unit">{{unit}}</td><td class="amount">{{unitPrice}}{{#if discount}} −{{discount}}{{/if}}</td><td class="rate">{{rate}}</td><td class="amount">{{gross}}</td></tr>',
    ],
    { on: 'eightLines' },
  ),
  byEditAndCss(
    'deposits among the sums',
    'The amount of the deposits stands beside “amount paid”.',
    [
      '<dl class="totals">',
      '<dl class="totals swapped">',
      '.swapped { display: flex; flex-direction: column } .swapped div { position: relative } .swapped .kaucje dd { position: absolute; right: 0; top: 7mm } .swapped .paid dd { position: absolute; right: 0; top: -6mm }',
    ],
    { on: 'deposits' },
  ),
  byCss(
    'the amount paid beside “net value” only',
    'The label of the amount paid stands at the foot of the page, far from its amount.',
    '.paid dt { position: fixed; bottom: 0; left: 0 }',
  ),
  byCss(
    'headings moved out of their columns',
    'The headings of the VAT summary stand at the foot of the page, far from its amounts.',
    '.vat-summary thead { display: block; position: fixed; bottom: 2mm }',
  ),
];
