import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unlistedIn } from '../../testing/html/audit.ts';
import { hostileTexts, vectors } from '../../testing/html/vectors.ts';
import { checkTemplate } from '../check/template.ts';
import { sanitizeSvg } from '../page/logo.ts';
import { cleanHtml } from './clean.ts';
import { TreeTooLarge } from './tree.ts';

const facts =
  '{{number}}{{> parties}}{{> dates}}{{> lines}}{{> vatSummary}}{{> deposits}}{{> totals}}{{> sales}}{{> annotations}}\n';
const all = Object.entries(vectors).flatMap(([trick, list]) => list.map((vector) => [trick, vector] as const));
const whole = ({ styles, body }: { styles: string; body: string }) =>
  `<!doctype html><html><head><style>${styles}</style></head><body><div>${body}</div></body></html>`;

/** Text, comments and strings in a browser's reading: a layout may contain them. */
const harmless = [
  '<!-- a --\n!><img src="https://evil.test/p.gif">-->',
  '<p title="</style><script>1</script>">x</p>',
  `<p title='a<style>b'></p><p title="</style>'><img src=https://evil.test/p.gif>">x</p>`,
  `<p title="<style>"></p><b title='</style>" id="'></b>`,
  '<style>a{content:"\\3c/style>\\3cscript>1\\3c/script>"}</style>',
  '<p>\u0338<b title="x">\u0338 onclick="1"</b></p>',
  '<a href="https://a.test/">\u0338x</a>',
  '<!--[if mso]><script>1</script><![endif]-->',
  '<!--[if IE]><img src="https://evil.test/p.gif"><![endif]-->',
  '＜script＞1＜/script＞',
];

describe('a layout with something that is not on the lists', () => {
  it('is tried in more than two hundred variants', () => {
    expect(all.length).toBeGreaterThan(200);
    expect(new Set(all.map(([, vector]) => vector)).size).toBe(all.length);
  });

  it.each(all)('%s: %j is refused in an invoice and in a mail', (_, vector) => {
    const refused = checkTemplate('invoice', vector + facts).length > 0;
    expect(refused).toBe(!harmless.includes(vector));
    expect(checkTemplate('email', `${vector}{{number}}{{seller.name}}`).length > 0).toBe(refused);
  });

  it.each(all)('%s: %j is not in printed or mailed HTML, even without the check of the template', (_, vector) => {
    for (const sort of ['invoice', 'email'] as const) {
      const clean = cleanHtml(vector, sort);
      expect(unlistedIn(whole(clean))).toEqual([]);
      expect(cleanHtml(clean.body, sort)).toEqual({ styles: '', body: clean.body });
      const again = cleanHtml(`<style>${clean.styles}</style>`, sort);
      expect(again).toEqual({ styles: clean.styles, body: '' });
    }
  });
});

describe('HTML that grows beyond its text', () => {
  // In each <p> the parser reopens every <b> of the first <p>: 36 million elements.
  const growing = (tags: number) =>
    `<p>${Array.from({ length: tags }, (_, index) => `<b a${index}>`).join('')}${'<p>x'.repeat(tags)}`;

  it('is refused as a layout, as a logo and as a document', () => {
    expect(checkTemplate('email', growing(6_000)).map(({ code }) => code)).toContain('template.too_large');
    expect(sanitizeSvg(growing(2_000))).toMatchObject({ ok: false, errors: [{ code: 'logo.too_large' }] });
    expect(() => cleanHtml(growing(6_000), 'invoice')).toThrow(TreeTooLarge);
  });
});

describe('a document made of hostile pieces', () => {
  const piece = fc.oneof(
    fc.constantFrom(...all.map(([, vector]) => vector).filter((vector) => vector.length < 400)),
    fc.constantFrom(...hostileTexts),
    fc.constantFrom(
      ...'<p> </p> <b> </b> <i> </i> <a href="https://a.test/"> </a> <table> <tr> <td> </td> </table> <svg> <path/> <title> </title> </svg> <desc> <ul> <li> </ul> <h1> </h1> <pre> </pre> <style> </style> " \' > < = / \n &lt; &amp;'.split(
        ' ',
      ),
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );

  it('contains nothing that is refused, and parses to the same tree again', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom('invoice', 'email'), (pieces, sort) => {
        const clean = cleanHtml(pieces.join(''), sort);
        expect(unlistedIn(whole(clean))).toEqual([]);
        expect(cleanHtml(clean.body, sort)).toEqual({ styles: '', body: clean.body });
        expect(cleanHtml(`<style>${clean.styles}</style>`, sort).styles).toBe(clean.styles);
      }),
      { numRuns: 2_000 },
    );
  });
});
