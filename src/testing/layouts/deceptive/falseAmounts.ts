import { asDataUri, drawnAmount, pngOf999 } from '../images.ts';
import { byCss, byEdit, byEditAndCss, correctLayout, type DeceptiveLayout, layout, paidRow } from './layout.ts';

const after = (row: string): [string, string] => [paidRow, `${paidRow}${row}`];
const second = (amount: string) => after(`<div class="paid"><dt>Do zapłaty</dt><dd>${amount}</dd></div>`);

/** Amounts that are not in the view but look like amounts of the invoice. */
export const falseAmounts: DeceptiveLayout[] = [
  byEdit('a total in Arabic digits', 'A second total, in Arabic digits.', second('٩٩٩٫٠٠ zł')),
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
    '.paid dd::after { content: " (razem z opłatą 999,00 zł)" }',
  ),
  byCss('a digit from ::before', 'A 9 stands before the amount paid.', '.paid dd::before { content: "9" }'),
  byCss('a digit from ::after', 'A 0 stands behind each gross value.', '.lines td.gross::after { content: "0" }'),
  byCss(
    'digits before each quantity',
    'A 10 stands before each quantity.',
    '.lines td.quantity::before { content: "10" }',
  ),
  byCss('a minus before the total', 'The amount paid is printed as a refund.', '.paid dd::before { content: "−" }'),
  byCss(
    'a total from a counter',
    'A CSS counter prints a false total.',
    '.totals { counter-reset: amount 999 } .totals::after { content: "Do zapłaty " counter(amount) ",00 zł"; font-size: 20pt; font-weight: 700 }',
  ),
  byCss(
    'a total from escaped characters',
    'A false total written with CSS escapes.',
    '.totals::after { content: "Do zap\\142 aty \\39\\39\\39,00 z\\142"; font-size: 20pt }',
  ),
  byCss(
    'a total from CSS variables',
    'CSS variables print a false total.',
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
    'a total from a list marker',
    'The marker of a list item looks like an amount.',
    after('<div class="paid"><dt>Do zapłaty zł</dt><dd><ol start="999"><li></li></ol></dd></div>'),
  ),
  byCss(
    'a total from quotes',
    'The `quotes` property prints a false total.',
    '.paid dd { quotes: "999,00 zł (" ")" } .paid dd::before { content: open-quote } .paid dd::after { content: close-quote }',
  ),
  byCss(
    'a picture over the amount paid',
    'A drawing shows another amount over the true one.',
    `.paid dd { background: #fff url(${asDataUri('svg+xml', drawnAmount('999,00'))}) right / contain no-repeat; color: transparent }`,
  ),
  byCss(
    'a picture beside the amount paid',
    'A PNG shows another amount above the true one.',
    `.totals::before { content: "Do zapłaty"; display: block; height: 16mm; font-weight: 700; background: url(${asDataUri('png', pngOf999())}) right / 30mm 12mm no-repeat }`,
  ),
  byEdit(
    'an image of another amount',
    'An image shows another amount paid.',
    after(
      `<div class="paid"><dt>Do zapłaty</dt><dd><img width="120" src="${asDataUri('svg+xml', drawnAmount('999,00'))}"></dd></div>`,
    ),
  ),
  byEdit(
    'an amount drawn by paths',
    'Paths draw another amount paid.',
    after(
      `<div class="paid"><dt>Do zapłaty</dt><dd>${drawnAmount('999,00').replace(' xmlns="http://www.w3.org/2000/svg"', '')}</dd></div>`,
    ),
  ),
  byCss(
    'an image in place of the logo covers the total',
    'An image shows another amount and covers the amount paid.',
    `.paid { position: relative } .paid::after { content: url(${asDataUri('svg+xml', drawnAmount('1,00'))}); position: absolute; right: 0; top: 0; background: #fff; padding-left: 30mm }`,
  ),
  byEdit('a digit joined to the amount paid', 'A 1 stands before the amount paid.', [
    '<dd>{{paid}}</dd>',
    '<dd>1{{paid}}</dd>',
  ]),
  byEdit('a digit joined to the gross values', 'A 9 stands behind the total.', [
    '<dd>{{totals.gross}}</dd>',
    '<dd>{{totals.gross}}9</dd>',
  ]),
  byEdit('two amounts in one', 'Net and VAT run into one number.', [
    '<dd>{{totals.net}}</dd>',
    '<dd>{{totals.net}}{{totals.vat}}</dd>',
  ]),
  byEdit('the amount paid times ten', 'The amount paid is followed by “× 10”.', [
    '<dd>{{paid}}</dd>',
    '<dd>{{paid}} × 10</dd>',
  ]),
  byEdit(
    'a remainder to be paid',
    'A further amount is printed as remaining.',
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
  layout(
    'a total a little turned',
    'A second total, turned by five degrees.',
    `${correctLayout()}<p style="transform: rotate(-5deg); font-size: 20pt">Do zapłaty 999,00 zł</p>`,
  ),
  layout(
    'a total on a striped background',
    'A second total on stripes of a similar shade.',
    `${correctLayout()}<p style="font-size: 20pt; color: #444; background: repeating-linear-gradient(45deg, #bbb 0 1px, #fff 1px 2px)">Suma 999,00 zł</p>`,
  ),
  layout(
    'a large number with a label in another language',
    'A second total in large type, without a fraction, and with a German label.',
    `${correctLayout()}<p style="font-size: 30pt">Zu zahlen: 999</p>`,
  ),
];
