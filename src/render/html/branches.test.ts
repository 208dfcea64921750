import fc from 'fast-check';
import Handlebars from 'handlebars';
import { expect, it } from 'vitest';
import { checkTemplate } from '../check/template.ts';
import { cleanHtml } from './clean.ts';
import { childrenOf, isComment, isElement, isText, parseBody, type Tree } from './tree.ts';

/** Errors in a mail's HTML; other tests cover facts and names. */
const htmlErrors = (source: string) =>
  checkTemplate('email', source).filter(({ code }) => /^(html|css|mustache|template)\./.test(code));

/** Valid layouts. A block that removes their middle may leave invalid HTML. */
const sound = [
  '<p>a</p><p>b</p><p>c</p>',
  '<div><p>a</p></div><div><p>b</p></div>',
  '<p class="a" title="b" hidden id=c>x &lt; y</p>',
  '<p title=\'a > b\'>x</p><p title="c">y</p>',
  '<table><tr><td>a</td></tr><tr><td>b</td></tr></table>',
  '<table class="t"><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>',
  '<ul><li>a</li><li><b>b</b> c</li></ul>',
  '<h1><span>a</span></h1><pre>\n\nb</pre>',
  '<svg viewBox="0 0 1 1"><title>t</title><path d="M0 0"/><g><path d="M1 1"/></g></svg>',
  '<a href="https://a.test/">a</a><br><hr/><b><i>x</i></b><b>y</b>',
  '<!-- a --><p>x</p><!-- b --><p>{{number}}</p>',
  '<p title="a {{number}}" class="{{number}}">{{number}}, {{number}}</p>',
  '<style>p { color: red }</style><p style="color: red">x &amp; y</p>',
  '<p a="1"b="2">x</p>',
];

const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });
const blocks = [
  ['{{#if due}}', '{{/if}}'],
  ['{{#unless due}}', '{{/unless}}'],
  ['{{#each lines}}', '{{/each}}'],
  ['{{#if lineCount}}', '{{else}}', '{{/if}}'],
  ['{{#if due}}', '{{#if lineCount}}', '{{/if}}', '{{/if}}'],
  ['{{#each lines}}', '{{#if due}}', '{{else}}', '{{/if}}{{/each}}'],
];

/** One or two valid layouts with a block's tags inserted at random places. */
const template = fc
  .tuple(fc.constantFrom(...sound), fc.constantFrom('', ...sound), fc.constantFrom(...blocks), cuts)
  .map(([first, second, tags, places]) => {
    const text = first + second;
    const sorted = places.toSorted((a, b) => a - b).map((place) => Math.round(place * text.length));
    let source = text.slice(0, sorted[0]);
    for (const [index, tag] of tags.entries()) {
      source += tag + text.slice(sorted[index], index === tags.length - 1 ? undefined : sorted[index + 1]);
    }
    return source;
  });

const views = [0, 1, 3].flatMap((lines) =>
  [true, false].flatMap((due) =>
    [true, false].map((lineCount) => ({ due, lineCount, number: 'N/1', lines: Array(lines).fill({ number: 'N/2' }) })),
  ),
);

/** Element names and the texts between them; adjacent texts are joined. */
function shapeOf(parent: Tree.ParentNode): string {
  return childrenOf(parent)
    .map((node) => {
      if (isComment(node)) return '';
      if (isText(node)) return node.value;
      return isElement(node) && node.tagName !== 'style' ? `<${node.tagName}>${shapeOf(node)}</>` : '';
    })
    .join('');
}

it('with any data, an accepted layout renders to HTML that would be accepted, and nothing is left out', () => {
  let accepted = 0;
  fc.assert(
    fc.property(template, (source) => {
      if (htmlErrors(source).length > 0) return;
      accepted += 1;
      const compiled = Handlebars.compile(source);
      for (const view of views) {
        const html = compiled(view);
        // A loop repeats attributes of a tag; as everywhere in HTML, the first of each counts.
        const errors = htmlErrors(html).filter(({ detail }) => !detail.includes('duplicate-attribute'));
        expect(errors, html).toEqual([]);
        expect(shapeOf(parseBody(cleanHtml(html, 'email').body)), html).toBe(shapeOf(parseBody(html)));
      }
    }),
    { numRuns: 2_000 },
  );
  expect(accepted).toBeGreaterThan(300);
});
