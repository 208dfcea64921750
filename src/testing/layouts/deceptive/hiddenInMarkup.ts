import { byEdit, type DeceptiveLayout } from './layout.ts';

/** Facts that stand only in attributes or elements that are not printed. */
export const hiddenInMarkup: DeceptiveLayout[] = [
  byEdit('amount paid only in an attribute', 'The amount paid is in a data attribute.', [
    '<dd>{{paid}}</dd>',
    '<dd data-paid="{{paid}}">jak na paragonie</dd>',
  ]),
  byEdit('seller only in a title', 'The seller is in a tooltip.', [
    '<p class="party-name seller-name">{{seller.name}}</p>',
    '<p class="party-name" title="{{seller.name}}">Sprzedawca</p>',
  ]),
  byEdit('buyer only in an aria-label', 'The buyer is in an aria-label.', [
    '{{buyer.name}}</p>',
    '</p><p aria-label="{{buyer.name}}">Klient</p>',
  ]),
  byEdit('totals in a hidden element', 'The totals are in an element that is not printed.', [
    '<dl class="totals">',
    '<dl class="totals" hidden>',
  ]),
  byEdit('amount paid only in the title of a drawing', 'The amount paid is in the title of a drawing.', [
    '<dd>{{paid}}</dd>',
    '<dd><svg width="40" height="10"><title>{{paid}}</title><rect width="40" height="10" fill="#ddd"/></svg></dd>',
  ]),
  byEdit('number only in an image’s alt text', 'The number is the alt text of an image that is shown.', [
    '{{t "invoice"}} {{number}}',
    '{{t "invoice"}} <img alt="{{number}}" width="1" height="1" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">',
  ]),
];
