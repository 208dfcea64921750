import { expect, test } from 'vitest';
import { contrastsOf, ratioText, themeFieldError } from './themeProblems.ts';

const tokens = { light: { text: '#000000', surface: '#ffffff', surfaceRaised: 'white' } };

test('a colour is measured against every surface it has to be read on', () => {
  expect(contrastsOf(tokens, 'light', 'text')).toEqual([
    { back: 'surface', least: 4.5, ratio: 21 },
    { back: 'surfaceRaised', least: 4.5, ratio: undefined },
  ]);
  expect(contrastsOf(tokens, 'light', 'line')).toEqual([]);
});

test('a ratio just below the limit does not read as the limit', () => {
  expect(ratioText(4.4999, 'en')).toBe('4.4');
  expect(ratioText(4.5, 'pl')).toBe('4,5');
});

test('a field without a mistake of its own says nothing', () => {
  const errors = [
    { path: '/radius', code: 'theme.invalid', detail: 'expected 0 to 32' },
    { path: '/light/text', code: 'theme.contrast', detail: 'text on surface is 2.1:1, at least 4.5:1 is needed' },
  ] as const;
  expect(themeFieldError(errors, '/radius', 'pl')).toBe('Ta wartość jest nieprawidłowa.');
  expect(themeFieldError(errors, '/light/text', 'pl')).toBe('');
});
