import { expect, test } from 'vitest';
import { contrastsOf, logoError, ratioText, themeFieldError } from './themeProblems.ts';

const tokens = { light: { text: '#000000', surface: '#ffffff', surfaceRaised: 'white' } };

test('a colour is measured against every surface behind it', () => {
  expect(contrastsOf(tokens, 'light', 'text')).toEqual([
    { back: 'surface', least: 4.5, ratio: 21 },
    { back: 'surfaceRaised', least: 4.5, ratio: undefined },
  ]);
  expect(contrastsOf(tokens, 'light', 'line')).toEqual([]);
});

test('a ratio just below the limit is not shown as the limit', () => {
  expect(ratioText(4.4999, 'en')).toBe('4.4');
  expect(ratioText(4.5, 'pl')).toBe('4,5');
});

test('a field without an error has no sentence', () => {
  const errors = [
    { path: '/radius', code: 'theme.invalid', params: { token: 'radius', reason: 'number', least: 0, most: 32 } },
    {
      path: '/light/text',
      code: 'theme.contrast',
      params: { token: 'light.text', back: 'surface', ratio: 2.1, least: 4.5 },
    },
  ] as const;
  expect(themeFieldError(errors, '/radius', 'pl')).toBe('„radius” musi być liczbą całkowitą od 0 do 32.');
  expect(themeFieldError(errors, '/light/text', 'pl')).toBe('');
});

test('an error in the logo is shown in the language of the page', () => {
  const error = { code: 'logo.element', params: { reason: 'text' }, line: 1, column: 1, detail: 'Text is refused.' };
  expect(logoError([error], 'pl')).toBe('W logo nie może być tekstu: zamień go na kształty.');
  expect(logoError([], 'pl')).toBe('');
});
