import { expect, it } from 'vitest';
import { type TemplateErrorCode, templateErrorCodes, templateErrorList } from '../../contract/templateErrors.ts';
import { aTheme } from '../../domain/testing/builders.ts';
import { checkSource } from './checkSource.ts';
import { longestTemplate } from './template.ts';

const theme = (change: object) => JSON.stringify({ ...aTheme(), ...change });
const logo = (part: string) => theme({ logo: `<svg viewBox="0 0 1 1">${part}</svg>` });
const palette = aTheme().light;

/** For each code and reason, a layout or theme that is refused with it. */
const layouts: [expected: string, source: string][] = [
  ['template.too_large characters', ' '.repeat(longestTemplate + 1)],
  ['template.too_large elements', '<b><p>'.repeat(30_000)],
  ['template.too_deep mustaches', '{{due}}'.repeat(1_001)],
  ['template.too_deep blocks', '{{#if due}}'.repeat(13) + '{{/if}}'.repeat(13)],
  ['template.too_deep parentheses', `{{#if ${'(not '.repeat(13)}due${')'.repeat(13)}}}{{/if}}`],
  ['template.too_deep elements', '<div>'.repeat(65) + '</div>'.repeat(65)],
  ['template.too_deep unclosed', '<p>'.repeat(70)],
  ['template.syntax mismatch', '{{#if due}}{{/each}}'],
  ['template.syntax unfinished', '{{#if due}}'],
  ['template.syntax unopened', '{{/if}}'],
  ['template.syntax invalid', '{{number}'],
  ['template.syntax unreadable', '{{number number.}}{{else}}'],
  ['template.syntax backslash', '\\{{number}}'],
  ['template.syntax raw_block', '{{{{raw}}}}'],
  ['template.syntax character', '\0'],
  ['syntax.refused decorator', '{{* decorate}}'],
  ['syntax.refused fixed_value', '{{"number"}}'],
  ['syntax.refused block_parameters', '{{#each lines as |line|}}{{/each}}'],
  ['syntax.refused named_parameters', '{{#if due x=1}}{{/if}}'],
  ['syntax.refused literal', '{{#if undefined}}{{/if}}'],
  ['syntax.refused partial_name', '{{> (number)}}'],
  ['syntax.refused partial_parameters', '{{> lines seller}}'],
  ['field.unknown', '{{numbr}}'],
  ['field.not_printable flag', '{{buyer.isCompany}}'],
  ['field.not_printable list', '{{lines}}'],
  ['field.not_printable group', '{{seller}}'],
  ['field.not_a_list', '{{#each seller}}{{/each}}'],
  ['helper.unknown', '{{log number}}'],
  ['helper.arguments place', '{{eq number number}}'],
  ['helper.arguments count', '{{#if number due}}{{/if}}'],
  ['label.unknown named', '{{t "isueDate"}}'],
  ['label.unknown not_text', '{{t number}}'],
  ['partial.unknown', '{{> linez}}'],
  ['partial.place', '{{#each lines}}{{> totals}}{{/each}}'],
  ['mustache.raw', '{{{number}}}'],
  ['mustache.place nowhere', 'x</p {{number}}'],
  ['mustache.place partial', '<p class="{{> logo}}"></p>'],
  ['mustache.place no_space', '<p{{#if due}} class="x"{{/if}}>x</p>'],
  ['mustache.place attribute_name', '<p {{number}}="x">x</p>'],
  ['mustache.place attribute', '<a href="{{number}}">x</a>'],
  ['mustache.place comment', '<!-- {{number}} -->'],
  ['mustache.place style', '<style>{{number}}</style>'],
  ['mustache.place end_tag', '<p>x</p {{number}}>'],
  ['mustache.unquoted', '<p class={{number}}>x</p>'],
  ['html.element refused', '<script>1</script>'],
  ['html.element drawing_text', '<svg viewBox="0 0 1 1"><g>x</g></svg>'],
  ['html.element moved', '<table><p>x</p></table>'],
  ['html.element no_tag', '1 < 2'],
  ['html.element left_out', '<pre>\nx</pre>'],
  ['html.element parser', '<![CDATA[x]]>'],
  ['html.attribute refused', '<p onclick="x">x</p>'],
  ['html.attribute parser', '<p class="a" class="b">x</p>'],
  ['html.value src', '<img alt="" src="x">'],
  ['html.value href', '<a href="x">x</a>'],
  ['html.value outside', '<svg viewBox="0 0 1 1"><path fill="url(https://x.test)"/></svg>'],
  ['html.value parser', '<p title="&#0;">x</p>'],
  ['html.unclosed element', '<p>x'],
  ['html.unclosed comment', '<!-- x'],
  ['html.unclosed tag', '<p class="x'],
  ['html.unexpected_end nothing', 'x</p>'],
  ['html.unexpected_end other', '<b><i>x</b></i>'],
  ['html.block', '{{#if due}}<p>{{/if}}x</p>'],
  ['fact.missing never', 'x'],
  ['fact.missing attribute', '<p title="{{number}}">x</p>'],
  ['fact.missing if_true', '{{#if depositsTotal}}{{number}}{{/if}}'],
  ['fact.missing if_false', '{{#unless depositsTotal}}{{number}}{{/unless}}'],
  ['fact.missing if_entries', '{{#each deposits}}{{../number}}{{/each}}'],
  ['fact.missing if_no_entries', '{{#each deposits}}{{else}}{{number}}{{/each}}'],
  ...cssFaults('css.refused', (css) => `<style>${css}</style>`),
  ...cssFaults('html.value', (css) => `<p style='${css}'>x</p>`),
];

const themes: [expected: string, source: string][] = [
  ['theme.json comma', '{"name": "a" "voice": "ty"}'],
  ['theme.json colon', '{"name" "a"}'],
  ['theme.json name', '{"name": "a",}'],
  ['theme.json value', '{"name": }'],
  ['theme.json unclosed', '{"name": "a"'],
  ['theme.json text', '{"name": "\\x"}'],
  ['theme.json number', '{"radius": 1e}'],
  ['theme.json comment', '{} // x'],
  ['theme.json end', '{}{}'],
  ['theme.json symbol', '{"radius": tru}'],
  ['theme.json too_deep', '['.repeat(33)],
  ['theme.repeated', '{"light": {"brand": 1, "brand": 2}}'],
  ['theme.missing', '{}'],
  ['theme.unknown', theme({ css: '' })],
  ['theme.invalid whole', '[]'],
  ['theme.invalid group', theme({ light: 1 })],
  ['theme.invalid color', theme({ light: { ...palette, brand: 'red' } })],
  ['theme.invalid choice', theme({ voice: 'Pan' })],
  ['theme.invalid number', theme({ radius: 99 })],
  ['theme.invalid text', theme({ name: '' })],
  ['theme.contrast', theme({ light: { ...palette, text: palette.surface } })],
  ['logo.too_large parts', logo('<g/>'.repeat(700))],
  ['logo.not_svg', theme({ logo: '<p>x</p>' })],
  ['logo.element refused', logo('<script/>')],
  ['logo.element text', logo('words')],
  ['logo.attribute refused', logo('<path onload="x"/>')],
  ['logo.attribute no_view_box', theme({ logo: '<svg/>' })],
  ['logo.value attribute', logo('<path fill="url(https://x.test)"/>')],
  ['logo.value entity', logo('<title>&xxe;</title>')],
  ['logo.malformed attribute', logo('<path d=M0 />')],
  ['logo.malformed parser', logo('<path d="M0"d="M1"/>')],
  ['logo.malformed unclosed', theme({ logo: '<svg viewBox="0 0 1 1">' })],
  ['logo.malformed unexpected_end', logo('<g><path/></path></g>')],
  ['logo.malformed unreadable', theme({ logo: '<body><svg viewBox="0 0 1 1"/>' })],
];

function cssFaults(code: string, inside: (css: string) => string): [string, string][] {
  const isSheet = code === 'css.refused';
  const faults: [reason: string, css: string][] = [
    ['tags', isSheet ? 'a { content: "<p" }' : 'content: "<p"'],
    ['bracket_unopened', 'a ) {}'],
    ['bracket_unclosed', 'a {'],
    ['brackets_too_deep', '('.repeat(30)],
    ['quote_unclosed', 'content: "x'],
    ['comment_unclosed', '/* x'],
    ['url_unreadable', 'background: url(x"y)'],
    ['url_outside', isSheet ? 'a { background: url(x) }' : 'background: url(x)'],
    ['backslash', 'color: u\\72'],
    ['unreadable', isSheet ? 'a { ; = }' : '= ='],
    ['name_refused', '@import "x"'],
  ];
  return faults.map(([reason, css]) => [`${code} ${reason}`, inside(css)]);
}

const nameOf = ({ code, params }: { code: string; params: Record<string, string | number> }) =>
  [code, ...(params.reason ? [params.reason] : [])].join(' ');

it.each(layouts)('a layout is refused with %s', (expected, source) => {
  expect(checkSource('invoice', source).map(nameOf)).toContain(expected);
});

it.each(themes)('a theme is refused with %s', (expected, source) => {
  expect(checkSource('theme', source).map(nameOf)).toContain(expected);
});

/**
 * Codes that are not reported by a check of the source: printing in app/templates/{renderPreview,proveLayout} and the
 * checking thread report them.
 */
const foundInPrint: TemplateErrorCode[] = [
  'template.too_slow',
  'template.render_failed',
  'template.not_printed',
  'template.too_small',
  'template.misplaced',
  'template.foreign',
];

/** theme.ts accepts logos of at most 20,000 characters. Larger drawings that logo.ts refuses are images in a layout. */
const foundElsewhere = ['logo.too_large characters'];

it('each code and reason on the list is reported by a check or by printing', () => {
  const listed = templateErrorCodes
    .filter((code) => !foundInPrint.includes(code))
    .flatMap((code) => {
      const entry: object = templateErrorList[code];
      return Array.isArray(entry) ? [code] : Object.keys(entry).map((reason) => `${code} ${reason}`);
    });
  const met = [...layouts, ...themes].map(([expected]) => expected);
  expect(listed.filter((one) => !met.includes(one))).toEqual(foundElsewhere);
});
