import { describe, expect, it } from 'vitest';
import { checkTemplate } from '../check/template.ts';

const blocks = {
  head: '{{number}}\n',
  parties: '{{> parties}}\n',
  dates: '{{> dates}}\n',
  lines: '{{> lines}}\n',
  vatSummary: '{{> vatSummary}}\n',
  totals: '{{> totals}}\n',
  deposits: '{{> deposits}}\n',
  sales: '{{> sales}}\n',
  annotations: '{{> annotations}}\n',
};

/** A complete layout in which some blocks are replaced. */
function layout(over: Partial<typeof blocks> = {}): string {
  return Object.values({ ...blocks, ...over }).join('');
}

function missing(over: Partial<typeof blocks>): string[] {
  return checkTemplate('invoice', layout(over)).map(({ code, params }) => {
    expect(code).toBe('fact.missing');
    return String(params.fact);
  });
}

const lineFacts = ['name', 'quantity', 'unit', 'unitPrice', 'discount', 'gross', 'rate'].map(
  (name) => `lines[].${name}`,
);
const rateFacts = ['rate', 'net', 'vat', 'gross'].map((name) => `rates[].${name}`);
// The totals of net, VAT and gross are not in this list: the VAT summary shows them too.
const totals = ['paid', 'depositsTotal'];
const saleFacts = ['documentNumber', 'tillUniqueNumber', 'saleDate'].map((name) => `sales[].${name}`);
const sellerFacts = ['seller.name', 'seller.address', 'seller.nip'];
const buyerFacts = ['buyer.name', 'buyer.address', 'buyer.nip'];
const parties = [...sellerFacts, ...buyerFacts];
const row = '{{name}} {{quantity}} {{unit}} {{unitPrice}} {{rate}} {{gross}} {{#if discount}}{{discount}}{{/if}}';
const seller = '{{seller.name}} {{seller.address}} {{seller.nip}}';
const buyer = '{{buyer.name}} {{buyer.address}} {{buyer.nip}}';

const deceptive: [trick: string, over: Partial<typeof blocks>, facts: string[]][] = [
  [
    'both parties for companies only',
    { parties: '{{#if buyer.isCompany}}{{> parties}}{{/if}}' },
    parties.filter((path) => path !== 'buyer.nip'),
  ],
  [
    'the buyer for companies only',
    { parties: `${seller}{{#if buyer.isCompany}}${buyer}{{/if}}` },
    ['buyer.name', 'buyer.address'],
  ],
  ['the buyer for people only', { parties: `${seller}{{#unless buyer.isCompany}}${buyer}{{/unless}}` }, buyerFacts],
  [
    'the seller’s NIP for companies only',
    { parties: `{{seller.name}} {{seller.address}} {{#if buyer.nip}}{{seller.nip}}{{/if}}${buyer}` },
    ['seller.nip'],
  ],
  ['totals with deposits only', { totals: '{{#if depositsTotal}}{{> totals}}{{/if}}' }, ['paid']],
  ['totals without deposits only', { totals: '{{#if depositsTotal}}{{else}}{{> totals}}{{/if}}' }, totals],
  ['totals above an amount', { totals: '{{#if (gt paidMinor 10000)}}{{> totals}}{{/if}}' }, totals],
  ['totals below an amount', { totals: '{{#if (gt 10000 paidMinor)}}{{> totals}}{{/if}}' }, totals],
  ['totals for seven lines', { totals: '{{#if (eq lineCount 7)}}{{> totals}}{{/if}}' }, totals],
  ['totals for one number', { totals: '{{#if (eq number "FP/K01/2026/11/127")}}{{> totals}}{{/if}}' }, totals],
  ['totals for one seller', { totals: '{{#if (not (eq seller.nip buyer.nip))}}{{> totals}}{{/if}}' }, totals],
  ['the VAT summary in Polish only', { vatSummary: '{{#if (eq language "pl")}}{{> vatSummary}}{{/if}}' }, rateFacts],
  [
    'the VAT summary in one language of an else-if',
    { vatSummary: '{{#if (eq language "pl")}}{{> vatSummary}}{{else if (eq language "en")}}{{> vatSummary}}{{/if}}' },
    rateFacts,
  ],
  ['the VAT summary unless exempt', { vatSummary: '{{#unless annotations}}{{> vatSummary}}{{/unless}}' }, rateFacts],
  [
    'lines up to the twentieth',
    { lines: `{{#each lines}}{{#if (gt position 20)}}{{else}}${row}{{/if}}{{/each}}` },
    lineFacts,
  ],
  ['the first line only', { lines: `{{#each lines}}{{#if @first}}${row}{{/if}}{{/each}}` }, lineFacts],
  ['all lines but the last', { lines: `{{#each lines}}{{#unless @last}}${row}{{/unless}}{{/each}}` }, lineFacts],
  [
    'lines with a discount only',
    { lines: `{{#each lines}}{{#if discount}}${row}{{/if}}{{/each}}` },
    lineFacts.filter((path) => path !== 'lines[].discount'),
  ],
  [
    'a line’s gross when another field has something',
    { lines: `{{#each lines}}${row.replace('{{gross}}', '{{#if letter}}{{gross}}{{/if}}')}{{/each}}` },
    ['lines[].gross'],
  ],
  [
    'lines in the else branch of a loop over the lines',
    { lines: `{{#each lines}}{{else}}{{#each lines}}${row}{{/each}}{{/each}}` },
    lineFacts,
  ],
  [
    'lines for each annotation',
    { lines: `{{#each annotations}}{{#each ../lines}}${row}{{/each}}{{/each}}` },
    lineFacts,
  ],
  [
    'a row by “../” inside a loop over the same rows',
    { vatSummary: '{{#each rates}}{{#each ../rates}}{{../rate}}{{../net}}{{../vat}}{{../gross}}{{/each}}{{/each}}' },
    rateFacts,
  ],
  [
    'totals for each deposit',
    {
      totals: `{{#each deposits}}{{../totals.net}}{{../totals.vat}}{{@root.totals.gross}}{{../paid}}{{../depositsTotal}}{{/each}}`,
    },
    ['paid'],
  ],
  ['sales when there is one', { sales: '{{#if severalSales}}{{else}}{{> sales}}{{/if}}' }, saleFacts],
  ['sales when there are several', { sales: '{{#if severalSales}}{{> sales}}{{/if}}' }, saleFacts.slice(0, 2)],
  [
    'a discount when it equals the total of discounts',
    { lines: `{{#each lines}}${row.replace('#if discount', '#if (eq discount ../discountsTotal)')}{{/each}}` },
    ['lines[].discount'],
  ],
  [
    'a discount where another line has one',
    { lines: `{{#each lines}}{{#each ../lines}}${row.replace('#if discount', '#if ../discount')}{{/each}}{{/each}}` },
    ['lines[].discount'],
  ],
  [
    'the amount paid in an attribute',
    {
      totals:
        '<p title="{{paid}}" data-paid="{{paid}}">{{totals.net}} {{totals.vat}} {{totals.gross}} {{depositsTotal}}</p>',
    },
    ['paid'],
  ],
  [
    'the amount paid in what is hidden',
    { totals: '<p hidden>{{paid}}</p>{{totals.net}} {{totals.vat}} {{totals.gross}} {{depositsTotal}}' },
    ['paid'],
  ],
  [
    'the amount paid in what is hidden for companies',
    {
      totals:
        '<p {{#if buyer.isCompany}}hidden {{/if}}>{{paid}}</p>{{totals.net}} {{totals.vat}} {{totals.gross}} {{depositsTotal}}',
    },
    ['paid'],
  ],
  [
    'the amount paid as the name of a drawing',
    {
      totals:
        '<svg viewBox="0 0 1 1"><title>{{paid}}</title></svg>{{totals.net}} {{totals.vat}} {{totals.gross}} {{depositsTotal}}',
    },
    ['paid'],
  ],
  [
    'an exemption’s basis beside deposits',
    { annotations: '{{#if deposits}}{{> annotations}}{{/if}}' },
    ['annotations[]'],
  ],
  ['deposits without VAT of 0', { deposits: '{{#if totals.vatMinor}}{{> deposits}}{{/if}}' }, ['deposits[].amount']],
  ['a condition that is never true', { totals: '{{#if false}}{{> totals}}{{/if}}' }, totals],
  [
    'a condition and its opposite',
    { totals: '{{#if (and depositsTotal (not depositsTotal))}}{{> totals}}{{/if}}' },
    totals,
  ],
  ['a comparison of a text with a number', { totals: '{{#if (gt paid 0)}}{{> totals}}{{/if}}' }, totals],
];

describe('a fact under a condition that can be false is missing', () => {
  it.each(deceptive)('%s', (_, over, facts) => {
    expect(missing(over).toSorted()).toEqual(facts.toSorted());
  });
});

const correct: [way: string, over: Partial<typeof blocks>][] = [
  [
    'a buyer’s NIP for companies',
    { parties: `${seller}{{buyer.name}}{{buyer.address}}{{#if buyer.isCompany}}{{buyer.nip}}{{/if}}` },
  ],
  [
    'a buyer’s NIP in the other branch',
    { parties: `${seller}{{buyer.name}}{{buyer.address}}{{#if (not buyer.nip)}}osoba{{else}}{{buyer.nip}}{{/if}}` },
  ],
  [
    'a buyer’s NIP unless empty',
    { parties: `${seller}{{buyer.name}}{{buyer.address}}{{#unless (eq buyer.nip "")}}{{buyer.nip}}{{/unless}}` },
  ],
  [
    'the buyer in both branches',
    { parties: `${seller}{{#if buyer.isCompany}}<b>${buyer}</b>{{else}}{{buyer.name}}, {{buyer.address}}{{/if}}` },
  ],
  [
    'every branch of an else-if',
    {
      vatSummary:
        '{{#if (eq language "pl")}}{{> vatSummary}}{{else if severalSales}}{{> vatSummary}}{{else}}{{> vatSummary}}{{/if}}',
    },
  ],
  ['the title in place of the number', { head: '{{title}}' }],
  ['a fact under a condition on its group', { parties: '{{#if seller}}{{#if buyer}}{{> parties}}{{/if}}{{/if}}' }],
  ['a fact under a condition on itself', { head: '{{#if number}}{{number}}{{/if}}' }],
  [
    'conditions that are true for every invoice',
    { lines: '{{#if lines}}{{> lines}}{{/if}}', totals: '{{#if (gt lineCount 0)}}{{> totals}}{{/if}}' },
  ],
  [
    'a discount above zero',
    { lines: `{{#each lines}}${row.replace('#if discount', '#if (gt discountMinor 0)')}{{/each}}` },
  ],
  [
    'a discount where any line has one',
    { lines: `{{#each lines}}${row.replace('#if discount', '#if ../discountsTotal')}{{/each}}` },
  ],
  [
    'a discount or anything else',
    { lines: `{{#each lines}}${row.replace('#if discount', '#if (or ../severalSales discount)')}{{/each}}` },
  ],
  [
    'lines within each sale',
    {
      sales: `{{#each sales}}{{documentNumber}}{{tillUniqueNumber}}{{saleDate}}{{#each ../lines}}${row}{{/each}}{{/each}}`,
      lines: '',
    },
  ],
  [
    'sale dates when there are several',
    {
      sales:
        '{{#each sales}}{{documentNumber}} {{tillUniqueNumber}}{{#if ../severalSales}}{{saleDate}}{{/if}}{{/each}}',
    },
  ],
  [
    'deposits under a condition on their total',
    { deposits: '{{#if depositsTotal}}{{#each deposits}}{{name}}{{amount}}{{/each}}{{/if}}' },
  ],
  [
    'rows under a condition on themselves',
    {
      deposits: '{{#each deposits}}{{#if amount}}{{amount}}{{/if}}{{/each}}',
      annotations: '{{#if annotations}}{{#each annotations}}{{#if this}}{{this}}{{/if}}{{/each}}{{/if}}',
    },
  ],
  ['deposits, else nothing', { deposits: '{{#each deposits}}{{name}}{{amount}}{{else}}–{{/each}}' }],
  ['a fact in an attribute and in text', { head: '<h1 title="{{number}}">{{number}}</h1>' }],
  [
    'text beside the tags of a table',
    {
      totals:
        '<table><tr><td>{{totals.net}}</td><td class="{{letter}}">{{totals.vat}}</td><td>{{totals.gross}} {{paid}} {{depositsTotal}}</td></tr></table>'.replace(
          '{{letter}}',
          '{{language}}',
        ),
    },
  ],
];

describe('a fact that is shown whenever it exists is not missing', () => {
  it.each(correct)('%s', (_, over) => {
    expect(checkTemplate('invoice', layout(over))).toEqual([]);
  });
});

describe('the error for a missing fact gives the reason', () => {
  const first = (over: Partial<typeof blocks>) => checkTemplate('invoice', layout(over))[0];

  it('the error is at the line and column of the condition', () => {
    expect(first({ totals: '<div>\n  {{#if depositsTotal}}\n{{> totals}}{{/if}}</div>' })).toMatchObject({
      line: 7,
      column: 3,
      detail:
        'The template shows the field “paid” only when “depositsTotal” is true, and the law asks for it whenever it exists. Add it, or place {{> totals}}.',
    });
  });

  it.each([
    ['{{#unless depositsTotal}}{{> totals}}{{/unless}}', '“depositsTotal” is false'],
    ['{{#unless depositsTotal}}{{else}}{{> totals}}{{/unless}}', '“depositsTotal” is true'],
    [
      '{{#if (and (gt paidMinor 5) (eq number "A“1”"))}}{{> totals}}{{/if}}',
      '“(and (gt paidMinor 5) (eq number "A“1”"))” is true',
    ],
    ['{{#if depositsTotal}}{{else if severalSales}}{{else}}{{> totals}}{{/if}}', '“severalSales” is false'],
    ['{{#each annotations}}{{../paid}}{{/each}}', '“annotations” has entries'],
    ['{{#each annotations}}{{else}}{{paid}}{{/each}}', '“annotations” has no entries'],
    ['<p class="{{paid}}"></p>', 'in an attribute'],
  ])('%s', (totals, reason) => {
    const paid = checkTemplate('invoice', layout({ totals })).find(({ params }) => params.fact === 'paid');
    expect(paid?.detail).toContain(reason);
  });

  it('a long condition is cut in the error', () => {
    const long = `${'(not '.repeat(11)}(eq number "${'x'.repeat(5000)}")${')'.repeat(11)}`;
    expect(first({ totals: `{{#if ${long}}}{{> totals}}{{/if}}` })?.detail.length).toBeLessThan(300);
  });
});

it('a fact inside an SVG element is refused', () => {
  const totals =
    '<svg viewBox="0 0 1 1"><g>{{paid}}</g></svg>{{totals.net}} {{totals.vat}} {{totals.gross}} {{depositsTotal}}';
  expect(checkTemplate('invoice', layout({ totals })).map(({ code }) => code)).toContain('html.element');
});
