import { describe, expect, it } from 'vitest';
import { type TemplateErrorCode, templateErrorCodes, templateErrorList } from '../templateErrors.ts';
import { templateErrorSentence } from './templateErrors.ts';

type Case = { code: TemplateErrorCode; reason?: string; names: readonly string[] };

const cases: Case[] = templateErrorCodes.flatMap((code) => {
  const entry: readonly string[] | Record<string, readonly string[]> = templateErrorList[code];
  if (isNames(entry)) return [{ code, names: entry }];
  return Object.entries(entry).map(([reason, names]) => ({ code, reason, names }));
});

function isNames(entry: readonly string[] | object): entry is readonly string[] {
  return Array.isArray(entry);
}

describe.each(['pl', 'en', 'uk'] as const)('in %s', (language) => {
  it.each(cases)('$code $reason has a sentence with all its parameters', ({ code, reason, names }) => {
    const values = Object.fromEntries(names.map((name) => [name, `<${name}>`]));
    const sentence = templateErrorSentence({ code, params: { ...(reason && { reason }), ...values } }, language);
    expect(sentence).not.toBe(code);
    for (const value of Object.values(values)) expect(sentence).toContain(value);
    // A placeholder without a parameter is filled with “?”.
    expect(sentence.replaceAll(/<\w+>/g, '')).not.toContain('?');
  });
});

it('numbers are formatted for the language', () => {
  const params = { token: 'light.text', back: 'surface', ratio: 3.16, least: 4.5 };
  const error = { code: 'theme.contrast', params };
  expect(templateErrorSentence(error, 'pl')).toBe(
    'Za mały kontrast „light.text” na „surface”: 3,16:1, a potrzeba 4,5:1.',
  );
  expect(templateErrorSentence(error, 'en')).toContain('is too low: 3.16:1, and 4.5:1 is needed.');
});

it('the suggested name and the hint are separate sentences', () => {
  const unknown = { code: 'field.unknown', params: { field: 'unitPrize', meant: 'unitPrice' } };
  expect(templateErrorSentence(unknown, 'pl')).toBe('Nie ma tu pola „unitPrize”. Czy chodziło o „unitPrice”?');
  const missing = { code: 'fact.missing', params: { reason: 'never', fact: 'seller.nip', block: 'parties' } };
  expect(templateErrorSentence(missing, 'en')).toBe(
    'The template never shows the field “seller.nip”, which the law asks for. Add it, or place {{> parties}}.',
  );
});

it('braces in a parameter are shown unchanged', () => {
  const params = { reason: 'refused', name: '{name}' };
  expect(templateErrorSentence({ code: 'html.attribute', params }, 'en')).toBe('The attribute {name} is refused.');
});

it.each([
  { code: 'field.odd', params: {} },
  { code: 'html.element', params: { reason: 'odd' } },
  { code: 'constructor', params: {} },
])('an unknown code or reason from a newer server is shown by its detail: $code', (error) => {
  expect(templateErrorSentence({ ...error, detail: 'Odd.' }, 'pl')).toBe('Odd.');
});
