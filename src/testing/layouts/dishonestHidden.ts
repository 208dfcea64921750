import { byCss, byEdit, byEditAndCss, type DishonestLayout } from './dishonestLayout.ts';

const lineTag = '{{#each lines}}\n    <tr>';
const marked = (name: string, field: string): [string, string] => [
  lineTag,
  `{{#each lines}}\n    <tr data-${name}="{{${field}}}">`,
];

/** Facts that CSS takes away for some invoices only. */
export const hiddenOnOccasion: DishonestLayout[] = [
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
    'totals after a quantity query',
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
  byCss(
    'annotations by :only-of-type',
    'A single annotation is not printed.',
    '.annotation:last-child { display: none }',
    { on: 'exempt' },
  ),
  byCss('receipts after the first', 'Only the first receipt is named.', '.sales tbody tr + tr { display: none }', {
    on: 'severalSales',
  }),
  byEditAndCss(
    'a rate by its class',
    'Exempt goods are left out of the VAT summary.',
    ['<tr><td class="rate">', '<tr class="rate-{{rate}}"><td class="rate">', '.rate-zw { display: none }'],
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
    '.due dd { width: 7ch; overflow: hidden; direction: rtl; white-space: nowrap; text-align: right }',
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
    'body { height: 200mm; overflow: clip }',
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

/** Facts that CSS makes unreadable on every invoice. */
export const hiddenAlways: DishonestLayout[] = [
  [
    'first digit by ::first-letter',
    'The amount due begins with its second digit.',
    '.due dd { display: block } .due dd::first-letter { font-size: 0; color: transparent }',
  ],
  ['masked by text-security', 'The buyer is printed as dots.', '.buyer-name { -webkit-text-security: disc }'],
  ['totals scaled to a third', 'The totals are too small to be read.', '.totals { transform: scale(0.3) }'],
  ['totals zoomed away', 'The totals are too small to be read.', '.totals { zoom: 0.35 }'],
  ['totals squeezed flat', 'The totals are a line of 1 pt.', '.totals { transform: scaleY(0.1) }'],
  ['totals squeezed narrow', 'The totals are a stripe.', '.totals { transform: scaleX(0.05) }'],
  ['totals upside down', 'The totals stand on their head.', '.totals { transform: rotate(180deg) }'],
  ['totals mirrored', 'The totals are written in mirror writing.', '.totals { transform: scaleX(-1) }'],
  ['totals turned by 90 degrees', 'The totals run down the page.', '.totals { writing-mode: vertical-rl }'],
  [
    'totals in perspective',
    'The totals are seen from their edge.',
    '.totals { transform: perspective(100px) rotateY(88deg) }',
  ],
  ['totals clipped', 'The totals are cut to nothing.', '.totals { clip-path: inset(0 0 100% 0) }'],
  [
    'amount due clipped to its first digits',
    'Only the beginning of the amount due is seen.',
    '.due dd { clip-path: inset(0 60% 0 0) }',
  ],
  [
    'totals masked',
    'The totals fade away.',
    '.totals { mask-image: linear-gradient(to right, #000 20%, transparent 40%) }',
  ],
  ['totals pale', 'The totals are printed in 4% ink.', '.totals { opacity: 0.04 }'],
  ['totals blended away', 'The totals are white on white.', '.totals { mix-blend-mode: screen; color: #fff }'],
  ['totals nearly white', 'The totals cannot be told from the paper.', '.totals, .totals .due { color: #fdfdfd }'],
  ['totals filled transparent', 'The totals have no ink.', '.totals { -webkit-text-fill-color: transparent }'],
  [
    'totals on their own colour',
    'The totals are blue on the same blue.',
    '.totals { background: var(--brand); color: var(--brand) }',
  ],
  [
    'totals on a busy ground',
    'Stripes of the colour of the letters hide the totals.',
    '.totals { background: repeating-linear-gradient(90deg, #000 0 1.2pt, #fff 1.2pt 2pt); color: #000 }',
  ],
  ['totals blurred', 'The totals are a haze.', '.totals { filter: blur(3pt) }'],
  ['totals without contrast', 'The totals are white.', '.totals { filter: brightness(50) }'],
  [
    'totals under a cover',
    'A white box lies over the totals.',
    '.totals { position: relative } .totals::after { content: ""; position: absolute; inset: 0; background: #fff }',
  ],
  [
    'amount due under a bar',
    'A black bar lies over the amount due.',
    '.due dd { position: relative } .due dd::after { content: ""; position: absolute; inset: 0; background: #000 }',
  ],
  [
    'the covering box is fixed',
    'A white box lies over the same place of every page.',
    'body::after { content: ""; position: fixed; left: 0; right: 0; top: 20mm; height: 32mm; background: #fff }',
  ],
  [
    'a shadow covers the totals',
    'A shadow of the sales lies over the totals.',
    '.sales { position: relative; z-index: 2; box-shadow: 0 -18mm 0 18mm #fff }',
  ],
  [
    'an outline covers the totals',
    'A thick outline lies over the totals.',
    '.totals { outline: 40mm solid #fff; outline-offset: -50mm }',
  ],
  ['totals off the paper', 'The totals lie beside the sheet.', '.totals { position: relative; left: 300mm }'],
  ['totals above the paper', 'The totals lie above the sheet.', '.totals { position: absolute; top: -500mm }'],
  ['totals moved along a path', 'The totals lie beside the sheet.', '.totals { translate: 900mm 0 }'],
  ['totals without height', 'The totals have no room.', '.totals { height: 0; overflow: hidden }'],
  ['totals without content', 'The content of the totals is left out.', '.totals { content-visibility: hidden }'],
  [
    'totals indented away',
    'The words of the totals lie beside the sheet.',
    '.totals dd { text-indent: -400mm; overflow: hidden }',
  ],
  ['digits on top of each other', 'All digits of an amount stand in one place.', '.totals dd { letter-spacing: -1ch }'],
  ['digits far apart', 'The digits of an amount do not read as one number.', '.due dd { letter-spacing: 9mm }'],
  [
    'lines on top of each other',
    'All rows are printed in one place.',
    '.lines tbody tr { position: absolute; top: 90mm; left: 0 }',
  ],
  ['rows without height', 'Rows overlap.', '.lines tbody td { line-height: 0; padding: 0; border: 0 }'],
  [
    'VAT summary collapsed',
    'The rows of the VAT summary are left out.',
    '.vat-summary tbody tr { visibility: collapse }',
  ],
  ['unit prices left out', 'No line has a price.', '.lines .price { display: none }'],
  ['VAT column of the summary left out', 'No rate has its VAT.', '.vat-summary .vat { display: none }'],
  ['net column of the summary empty', 'No rate has its net value.', '.vat-summary td.net { font-size: 0 }'],
  [
    'seller in 4 pt',
    'The NIP and the address of the seller are too small to be read.',
    '.seller-nip, .seller-address { font-size: 4pt }',
  ],
  ['annotations in 2 pt', 'Legal texts are too small to be read.', '.annotations { font-size: 2pt }', 'exempt'],
  [
    'document numbers in superscript of superscript',
    'Receipt numbers are too small to be read.',
    '.sales td { font-size: 3pt; vertical-align: super }',
  ],
  ['amounts by a tiny font-size-adjust', 'Amounts are too small to be read.', '.lines td { font-size-adjust: 0.12 }'],
  [
    'total struck through',
    'The amount due is struck through as if not valid.',
    '.due dd { text-decoration: line-through 2pt }',
  ],
  [
    'lines struck through by a gradient',
    'Every line is struck through.',
    '.lines tbody td { background: linear-gradient(transparent 45%, #000 45% 60%, transparent 60%) }',
  ],
].map(([name = '', cheat = '', css = '', on]) => byCss(name, cheat, css, on === 'exempt' ? { on } : {}));

/** Facts that only stand where a printed page does not show them. */
export const hiddenInMarkup: DishonestLayout[] = [
  byEdit('amount due only in an attribute', 'The amount due is in a data attribute.', [
    '<dd>{{due}}</dd>',
    '<dd data-due="{{due}}">jak na paragonie</dd>',
  ]),
  byEdit('seller only in a title', 'The seller is in a tooltip.', [
    '<p class="party-name seller-name">{{seller.name}}</p>',
    '<p class="party-name" title="{{seller.name}}">Sprzedawca</p>',
  ]),
  byEdit('buyer only in a label for machines', 'The buyer is in an aria-label.', [
    '{{buyer.name}}</p>',
    '</p><p aria-label="{{buyer.name}}">Klient</p>',
  ]),
  byEdit('totals in a hidden element', 'The totals are in an element that is not printed.', [
    '<dl class="totals">',
    '<dl class="totals" hidden>',
  ]),
  byEdit('amount due as the text of a drawing for machines', 'The amount due is in the title of a drawing.', [
    '<dd>{{due}}</dd>',
    '<dd><svg width="40" height="10"><title>{{due}}</title><rect width="40" height="10" fill="#ddd"/></svg></dd>',
  ]),
  byEdit('number only in an image text', 'The number is the text of an image that is shown.', [
    '{{t "invoice"}} {{number}}',
    '{{t "invoice"}} <img alt="{{number}}" width="1" height="1" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">',
  ]),
];
