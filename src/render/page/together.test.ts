import { expect, it } from 'vitest';
import { withNumbersTogether } from './together.ts';

it.each([
  ['a drawing', '<svg viewBox="0 0 1 1"><text>30-081</text></svg>'],
  ['an attribute', '<p title="30-081">x</p>'],
  ['a long number', '<p>2026-11-24-000123</p>'],
  ['a word with a hyphen', '<p>M8-30 i e-mail</p>'],
])('%s is left as it is', (_, html) => {
  expect(withNumbersTogether(html)).toBe(html);
});

it('postcodes and tax ids do not break', () => {
  expect(withNumbersTogether('<p>ul. Długa 7, 30-081 Kraków</p><p>NIP 856-734-62-15</p>')).toBe(
    '<p>ul. Długa 7, <span class="together">30-081</span> Kraków</p><p>NIP <span class="together">856-734-62-15</span></p>',
  );
});
