import { describe, expect, it } from 'vitest';
import { readThemeFolder } from '../themeFolder.ts';
import { checkTemplate, longestTemplate } from './template.ts';

const facts =
  '{{number}}{{> parties}}{{> dates}}{{> lines}}{{> vatSummary}}{{> totals}}{{> deposits}}{{> sales}}{{> annotations}}\n';

/** The first error of a layout that is complete except for `part`. Line 1 is the first line of `part`. */
function firstError(part: string) {
  const [error] = checkTemplate('invoice', `${part}\n${facts}`);
  return error && `${error.code} ${error.line}:${error.column}`;
}

describe('a layout that may be published', () => {
  it.each(['default', 'zielony', 'megadom'])('both templates of the %s theme pass', async (name) => {
    const { invoice, email } = await readThemeFolder(name);
    expect(checkTemplate('invoice', invoice)).toEqual([]);
    expect(checkTemplate('email', email)).toEqual([]);
  });

  it('may write its own loops over documented fields instead of placing partials', () => {
    const own = `<table>{{#each lines}}<tr class="{{#if @first}}first{{/if}} {{letter}}"><td>{{name}} {{quantity}} {{unit}}</td>
      <td>{{unitPrice}}{{#if (gt discountMinor 0)}} −{{discount}}{{/if}}</td><td>{{rate}} {{gross}} {{../currency}}</td></tr>
      {{else}}<tr><td>{{number}}</td></tr>{{/each}}</table>`;
    const rest =
      '{{number}}{{> parties}}{{> dates}}{{> vatSummary}}{{> totals}}{{> deposits}}{{> sales}}{{> annotations}}';
    expect(checkTemplate('invoice', own + rest)).toEqual([]);
  });

  it.each([
    '{{#if (and buyer.isCompany (not severalSales))}}<b>{{buyer.nip}}</b>{{else if depositsTotal}}{{due}}{{/if}}',
    '<td {{#if depositsTotal}}class="paid"{{/if}}></td>'.replaceAll('td', 'p'),
    '<p title="{{number}}" class=\'a {{language}}\'>{{~ @root.seller.name ~}}</p>',
    '{{!-- {{nothing}} --}}{{! {{nothing }}<!-- <p> -->',
    '{{#each sales}}{{#each ../lines}}{{../tillUniqueNumber}} {{../../number}}{{/each}}{{/each}}',
    '<style>@page { margin: 10mm } h1::before { content: "\\201E {}" } p { background: url(data:image/png;base64,AAAA) }</style>',
    '<img alt="" src="data:image/png;base64,iVBORw0KGgo="><br><hr/>',
    '<svg viewBox="0 0 2 2"><path d="M0 0h2" fill="url(#g)"/></svg>',
    '<p style="color: var(--brand)">1 &lt; 2</p>',
  ])('accepts %s', (part) => {
    expect(checkTemplate('invoice', part + facts)).toEqual([]);
  });
});

const mistakes: [part: string, expected: string][] = [
  // Names
  ['{{numbr}}', 'field.unknown 1:3'],
  ['<p>\n  {{ seller.nipp }}</p>', 'field.unknown 2:6'],
  ['{{#each lines}}\n{{number}}\n{{/each}}', 'field.unknown 2:3'],
  ['{{#each lines}}{{../../number}}{{/each}}', 'field.unknown 1:18'],
  ['{{#each lines}}{{lines}}{{/each}}', 'field.unknown 1:18'],
  ['{{@index}}', 'field.unknown 1:3'],
  ['{{#each lines}}{{@key}}{{/each}}', 'field.unknown 1:18'],
  ['{{lines.0.name}}', 'field.unknown 1:3'],
  ['{{constructor}}', 'field.unknown 1:3'],
  ['{{__proto__.x}}', 'field.unknown 1:3'],
  ['{{seller.constructor.name}}', 'field.unknown 1:3'],
  ['{{@root.__proto__}}', 'field.unknown 1:3'],
  ['{{this}}', 'field.not_printable 1:1'],
  ['{{seller}}', 'field.not_printable 1:1'],
  ['{{buyer.isCompany}}', 'field.not_printable 1:1'],
  ['{{#each seller}}{{/each}}', 'field.not_a_list 1:9'],
  ['{{#each @root}}{{/each}}', 'field.not_a_list 1:9'],
  // Helpers
  ['{{lookup this "number"}}', 'helper.unknown 1:1'],
  ['{{log number}}', 'helper.unknown 1:1'],
  ['{{#with seller}}{{/with}}', 'helper.unknown 1:1'],
  ['{{#lines}}{{/lines}}', 'helper.unknown 1:1'],
  ['{{#if (matches number "x")}}{{/if}}', 'helper.unknown 1:7'],
  ['{{eq number number}}', 'helper.arguments 1:1'],
  ['{{#if number due}}{{/if}}', 'helper.arguments 1:1'],
  ['{{#if (eq number)}}{{/if}}', 'helper.arguments 1:7'],
  ['{{t "isueDate"}}', 'label.unknown 1:5'],
  ['{{t number}}', 'label.unknown 1:5'],
  // Partials
  ['{{> linez}}', 'partial.unknown 1:1'],
  ['{{#each lines}}{{> totals}}{{/each}}', 'partial.place 1:16'],
  ['<p class="{{> logo}}"></p>', 'mustache.place 1:11'],
  ['{{> (number)}}', 'syntax.refused 1:1'],
  ['{{> lines seller}}', 'syntax.refused 1:1'],
  ['{{> lines x=1}}', 'syntax.refused 1:1'],
  ['{{#> lines}}{{/lines}}', 'syntax.refused 1:1'],
  ['{{#*inline "lines"}}{{/inline}}', 'syntax.refused 1:1'],
  ['{{* decorate}}', 'syntax.refused 1:1'],
  ['{{#each lines as |line|}}{{/each}}', 'syntax.refused 1:1'],
  ['{{#if number includeZero=true}}{{/if}}', 'syntax.refused 1:1'],
  ['{{"number"}}', 'syntax.refused 1:1'],
  ['{{#if undefined}}{{/if}}', 'syntax.refused 1:7'],
  // Grammar
  ['{{#if number}}\n{{/each}}', 'template.syntax 1:4'],
  ['<p>{{number}</p>', 'template.syntax 1:12'],
  ['{{/if}}', 'template.syntax 1:1'],
  ['\\{{number}}', 'template.syntax 1:1'],
  ['{{{{raw}}}}{{{{/raw}}}}', 'template.syntax 1:1'],
  // Raw output
  ['{{{number}}}', 'mustache.raw 1:1'],
  ['<b>{{& number}}</b>', 'mustache.raw 1:4'],
  // Places of mustaches
  ['<a href="{{number}}">x</a>', 'mustache.place 1:10'],
  ['<img alt="" src="{{number}}">', 'mustache.place 1:18'],
  ['<p style="color: {{number}}">x</p>', 'mustache.place 1:18'],
  ['<p onclick="{{number}}">x</p>', 'html.attribute 1:4'],
  ['<p class={{number}}>x</p>', 'mustache.unquoted 1:10'],
  ['<p {{number}}>x</p>', 'mustache.place 1:4'],
  ['<p {{number}}="x">x</p>', 'mustache.place 1:4'],
  ['<p data-{{number}}="x">x</p>', 'mustache.place 1:9'],
  ['<{{number}}>', 'html.element 1:1'],
  ['<p{{#if due}} class="x"{{/if}}>x</p>', 'mustache.place 1:3'],
  ['<style>p { color: {{number}} }</style>', 'mustache.place 1:19'],
  ['<style>{{#if due}}p{{/if}}</style>', 'mustache.place 1:8'],
  ['<!-- {{number}} -->', 'mustache.place 1:6'],
  ['<p style="{{#if due}}u{{/if}}rl(x)">x</p>', 'mustache.place 1:11'],
  // HTML
  ['<script>1</script>', 'html.element 1:1'],
  ['<p>\n <SCRIPT src="x"></SCRIPT></p>', 'html.element 2:2'],
  ['<iframe></iframe>', 'html.element 1:1'],
  ['<object></object>', 'html.element 1:1'],
  ['<embed>', 'html.element 1:1'],
  ['<link rel="stylesheet">', 'html.element 1:1'],
  ['<meta charset="x">', 'html.element 1:1'],
  ['<base target="x">', 'html.element 1:1'],
  ['<form></form>', 'html.element 1:1'],
  ['<template></template>', 'html.element 1:1'],
  ['<body></body>', 'html.element 1:1'],
  ['<!doctype html>', 'html.element 1:1'],
  ['1 < 2', 'html.element 1:3'],
  ['<svg viewBox="0 0 1 1"><use href="#a"/></svg>', 'html.element 1:24'],
  ['<svg viewBox="0 0 1 1"><style>p{}</style></svg>', 'html.element 1:24'],
  ['<svg viewBox="0 0 1 1"><g>{{due}}</g></svg>', 'html.element 1:27'],
  ['<svg viewBox="0 0 1 1"><foreignObject></foreignObject></svg>', 'html.element 1:24'],
  ['<p onload="x">x</p>', 'html.attribute 1:4'],
  ['<p\n  ONERROR=x>x</p>', 'html.attribute 2:3'],
  ['<img alt="" srcset="x">', 'html.attribute 1:13'],
  ['<a ping="x">x</a>', 'html.attribute 1:4'],
  ['<svg viewBox="0 0 1 1" xlink:href="x"></svg>', 'html.attribute 1:24'],
  ['<a href="javascript:x">x</a>', 'html.value 1:10'],
  ['<a href="&#106;avascript:x">x</a>', 'html.value 1:10'],
  ['<a href="http://example.test">x</a>', 'html.value 1:10'],
  ['<img alt="" src="https://example.test/x.png">', 'html.value 1:18'],
  ['<img alt="" src="data:text/html;base64,AAAA">', 'html.value 1:18'],
  ['<p style="background: url(https://example.test)">x</p>', 'html.value 1:11'],
  ['<p style="background: &#117;rl(x)">x</p>', 'html.value 1:11'],
  ['<svg viewBox="0 0 1 1"><path fill="url(https://example.test)"/></svg>', 'html.value 1:36'],
  ['<p>x', 'html.unclosed 1:1'],
  ['<p class="x', 'html.unclosed 1:1'],
  ['<!-- x', 'html.unclosed 1:1'],
  ['x</p>', 'html.unexpected_end 1:2'],
  ['<b><i>x</b></i>', 'html.unexpected_end 1:8'],
  ['{{#if due}}<p>{{/if}}x</p>', 'html.block 1:1'],
  ['<div>{{#if due}}</div><div>{{/if}}</div>', 'html.block 1:6'],
  ['{{#if due}}<p>{{else}}<p>{{/if}}x</p>', 'html.block 1:1'],
  ['{{#if due}}<{{/if}}script>', 'html.element 1:12'],
  // CSS
  ['<style>\n@import "x";</style>', 'css.refused 2:1'],
  ['<style>p { background: URL(https://example.test) }</style>', 'css.refused 1:24'],
  ['<style>p { background: u\\72l(x) }</style>', 'css.refused 1:25'],
  ['<style>a { content: "/*" } @import "x"; b { content: "*/" }</style>', 'css.refused 1:28'],
  ['<style>p { background: image-set("https://example.test" 1x) }</style>', 'css.refused 1:24'],
  ['<style>@font-face { font-family: x }</style>', 'css.refused 1:8'],
  ['<style>p { content: "x }</style>', 'css.refused 1:21'],
];

describe('the errors of a layout', () => {
  it.each(mistakes)('%s', (part, expected) => {
    expect(firstError(part)).toBe(expected);
  });

  it('suggest the name that was probably meant', () => {
    const details = (part: string) => checkTemplate('invoice', part + facts).map(({ detail }) => detail);
    expect(details('{{numbr}}')[0]).toContain('Did you mean “number”?');
    expect(details('{{#each lines}}{{number}}{{/each}}')[0]).toContain('Did you mean “../number”?');
    expect(details('{{#each lines}}{{unitprice}}{{/each}}')[0]).toContain('Did you mean “unitPrice”?');
    expect(details('{{t "isueDate"}}')[0]).toContain('Did you mean “issueDate”?');
    expect(details('{{> linez}}')[0]).toContain('Did you mean “lines”?');
  });

  it('are in the order of the source', () => {
    const errors = checkTemplate('invoice', `{{a}}\n<script></script>\n{{b}}\n${facts}`);
    expect(errors.map(({ line }) => line)).toEqual([1, 2, 3]);
  });
});

describe('the facts that the law requires', () => {
  it('a missing fact is reported with the partial that shows it', () => {
    const errors = checkTemplate('invoice', facts.replace('{{> sales}}', '').replace('{{number}}', ''));
    expect(errors.map(({ code }) => code)).toEqual(Array(4).fill('fact.missing'));
    expect(errors.map(({ detail }) => detail).join()).toMatch(/“number”.*“sales\[\]\.documentNumber”.*\{\{> sales\}\}/);
  });

  it('a fact used only in a comparison is not shown', () => {
    const errors = checkTemplate('invoice', facts.replace('{{number}}', '{{#if number}}x{{/if}}'));
    expect(errors.map(({ code }) => code)).toEqual(['fact.missing']);
  });

  it('a mail must show the number and the seller', () => {
    expect(checkTemplate('email', 'Hello').map(({ code }) => code)).toEqual(['fact.missing', 'fact.missing']);
    expect(checkTemplate('email', '{{title}} {{seller.name}} {{> button}}')).toEqual([]);
    expect(checkTemplate('email', '{{title}} {{seller.name}} {{> lines}}').map(({ code }) => code)).toEqual([
      'partial.unknown',
    ]);
  });
});

describe('a hostile source is refused', () => {
  it.each([
    ['15,000 open blocks', '{{#if due}}'.repeat(15_000), 'template.too_deep'],
    ['8,000 nested blocks', '{{#if due}}'.repeat(8_000) + '{{/if}}'.repeat(8_000), 'template.too_deep'],
    ['blocks that hide their depth in texts', '{{#if "{{/if}}"}}'.repeat(9_000), 'template.too_deep'],
    [
      '18,000 nested parentheses',
      `{{#if ${'(not '.repeat(18_000)}due${')'.repeat(18_000)}}}{{/if}}`,
      'template.too_deep',
    ],
    ['10,000 else-ifs', `{{#if due}}${'{{else if due}}'.repeat(10_000)}{{/if}}`, 'template.too_deep'],
    ['60,000 open elements', '<p>'.repeat(60_000), 'template.too_deep'],
    ['a hundred thousand attributes', `<p ${'a '.repeat(90_000)}>x</p>`, 'html.attribute'],
    ['too long a source', ' '.repeat(longestTemplate + 1), 'template.too_large'],
  ])('%s', (_, source, code) => {
    const errors = checkTemplate('invoice', source);
    expect(errors.map((error) => error.code)).toContain(code);
    expect(errors.length).toBeLessThanOrEqual(100);
  });

  it('twelve levels are allowed, thirteen are refused', () => {
    const nested = (depth: number) => '{{#if due}}'.repeat(depth) + '{{/if}}'.repeat(depth) + facts;
    expect(checkTemplate('invoice', nested(12))).toEqual([]);
    expect(checkTemplate('invoice', nested(13)).map(({ code, column }) => `${code} ${column}`)).toEqual([
      'template.too_deep 133',
    ]);
  });
});

it.each(['{{!--', '{{!', '{{', '{{"', '{{[', '{{a ', '{{!--x}}', '{{{'])('a source full of %s is refused', (piece) => {
  expect(checkTemplate('invoice', piece.repeat(190_000 / piece.length))).not.toEqual([]);
});
