import { expect, test } from 'vitest';
import { themeVariables } from './themeVariables.ts';

const tokens = {
  light: { onBrand: '#ffffff', text: 'red; } body { display: none', line: '#DDEEFF' },
  font: { body: 'Barlow', heading: 'Comic Sans', headingWeight: 700 },
  radius: 0,
};

test('colours, type and corners become custom properties', () => {
  const style = themeVariables({ ...tokens, headingCase: 'uppercase' }, 'light');
  for (const part of ['--on-brand: #ffffff', '--line: #DDEEFF', "--font-body: 'Barlow'", '--radius: 0px'])
    expect(style).toContain(part);
  expect(style).toContain('--heading-case: uppercase');
});

test('values that are not a colour or a shipped font are left out', () => {
  const style = themeVariables(tokens, 'light');
  expect(style).not.toContain('display');
  expect(style).not.toContain('Comic');
});

test('without a scheme only the shapes remain', () => {
  expect(themeVariables(tokens, 'dark')).toMatch(/^color-scheme: dark; --font-body/);
});
