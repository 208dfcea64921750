import { expect, test } from 'vitest';
import { checkTheme } from '../../../../../src/domain/chains/theme.ts';
import { checkTemplate } from '../../../../../src/render/check/template.ts';
import { templateErrorCodes } from '../../../../../src/render/source/templateErrors.ts';
import { templateErrorsEn } from '../../text/office/templateErrors.en.ts';
import { templateErrorsPl } from '../../text/office/templateErrors.pl.ts';
import { sourceErrorText } from './sourceError.ts';

test('a field that does not exist is named, with what was probably meant', () => {
  const error = { code: 'field.unknown', detail: 'Unknown field “unitPrize”. Did you mean “unitPrice”?' };
  expect(sourceErrorText(error, 'pl')).toEqual({ sentence: 'Nie ma tu pola „unitPrize”. Czy chodziło o „unitPrice”?' });
  expect(sourceErrorText(error, 'en').sentence).toBe('There is no field “unitPrize” here. Did you mean “unitPrice”?');
});

test('a missing legal fact says which block would show it', () => {
  const detail = 'The template never shows “seller.nip”, which the law asks for. Add it, or place {{> parties}}.';
  expect(sourceErrorText({ code: 'fact.missing', detail }, 'pl').sentence).toBe(
    'Szablon nie pokazuje pola „seller.nip”, a wymaga go prawo. Dodaj je albo wstaw {{> parties}}.',
  );
});

test('a fact that is shown under a condition only names the condition', () => {
  const [error] = checkTemplate(
    'invoice',
    '{{#if (gt dueMinor 500)}}{{> totals}}{{/if}}{{number}}{{> vatSummary}}{{> parties}}{{> dates}}{{> lines}}',
  );
  expect(sourceErrorText(error ?? { code: '', detail: '' }, 'pl').sentence).toBe(
    'Szablon pokazuje pole „due” tylko wtedy, gdy spełniony jest warunek „(gt dueMinor 500)”, a prawo wymaga go zawsze, gdy ono jest. Dodaj je albo wstaw {{> totals}}.',
  );
  expect(sourceErrorText(error ?? { code: '', detail: '' }, 'en').sentence).toBe(
    'The template shows the field “due” only when “(gt dueMinor 500)” is true, and the law asks for it whenever it exists. Add it, or place {{> totals}}.',
  );
});

test.each([
  ['{{#each annotations}}{{/each}}', 'The template never shows the field “number”, which the law asks for.'],
  [
    '{{#unless deposits}}{{number}}{{/unless}}',
    'The template shows the field “number” only when “deposits” is false, ',
  ],
  [
    '{{#each deposits}}{{../number}}{{/each}}',
    'The template shows the field “number” only when “deposits” has entries, ',
  ],
  ['{{#each deposits}}{{else}}{{number}}{{/each}}', 'only when “deposits” has no entries, '],
  ['<p title="{{number}}"></p>', 'Nobody reads the field “number” here, '],
])('why a fact is missing from %s is told', (source, sentence) => {
  const error = checkTemplate('invoice', source).find(({ detail }) => detail.includes('“number”'));
  expect(sourceErrorText(error ?? { code: '', detail: '' }, 'en').sentence).toContain(sentence);
});

test('what only the parser knows is shown beside our sentence', () => {
  expect(sourceErrorText({ code: 'html.element', detail: '<script> is refused.' }, 'pl').more).toBe(
    '<script> is refused.',
  );
});

test('a contrast that is too low is told with its ratios', () => {
  const checked = checkTheme(aTheme({ text: '#999999' }));
  const error = checked.ok ? undefined : checked.errors[0];
  expect(sourceErrorText(error ?? { code: '', detail: '' }, 'pl').sentence).toMatch(
    /^Za mały kontrast: \d,\d+:1, a potrzeba 4,5:1\.$/,
  );
});

test('a code from a newer server is told in its own words', () => {
  expect(sourceErrorText({ code: 'field.odd', detail: 'Odd.' }, 'pl')).toEqual({ sentence: 'Odd.' });
});

test('every code has a sentence in both languages', () => {
  for (const code of templateErrorCodes) {
    expect(templateErrorsPl.of[code]({ subject: '„x”', digits: [] })).toMatch(/[.?]$/);
    expect(templateErrorsEn.of[code]({ subject: '“x”', digits: [] })).toMatch(/[.?]$/);
  }
});

function aTheme(colors: Record<string, string>) {
  const roles = [
    'accent',
    'onAccent',
    'brand',
    'onBrand',
    'surface',
    'surfaceRaised',
    'text',
    'textMuted',
    'line',
    'danger',
    'onDanger',
    'success',
  ];
  const white = new Set(['onAccent', 'onBrand', 'onDanger', 'surface', 'surfaceRaised']);
  const palette = Object.fromEntries(roles.map((role) => [role, white.has(role) ? '#ffffff' : '#111111']));
  return {
    name: 'Nowa',
    light: { ...palette, ...colors },
    dark: palette,
    font: { body: 'Noto Sans', heading: 'Noto Sans', headingWeight: 700 },
    radius: 4,
    headingCase: 'none',
    voice: 'neutral',
    logo: '',
  };
}

test('a fact that is hidden on the print is named in the page’s own words', () => {
  const detail = '“totals.vat” cannot be read in the printed invoice.';
  expect(sourceErrorText({ code: 'template.not_printed', detail }, 'pl')).toEqual({
    sentence: 'Na wydruku nie widać pola „totals.vat”, a wymaga go prawo.',
  });
});
