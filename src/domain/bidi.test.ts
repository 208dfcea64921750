import { expect, it } from 'vitest';
import { isolated } from './bidi.ts';

it.each(['Anna Nowak', 'Нина', 'Ελένη', '李小龍', '', '−5', '😀'])('“%s” stays as it is', (name) => {
  expect(isolated(name)).toBe(name);
});

it.each(['أحمد', 'עברית', 'Sklep ﷺ', '𞤀𞤣'])('“%s” is isolated', (name) => {
  expect(isolated(name)).toBe(`\u2068${name}\u2069`);
});

it.each(['\u061c', '\u200e', '\u200f', '\u202a', '\u202e', '\u2066', '\u2069'])('direction marks go', (mark) => {
  expect(isolated(`a${mark}b`)).toBe('ab');
  expect(isolated(`א${mark}ב`)).toBe('\u2068אב\u2069');
});

it('joiners that letters and emoji need stay', () => {
  expect(isolated('👩‍👩‍👧')).toBe('👩‍👩‍👧');
  expect(isolated('می‌خواهم')).toBe('\u2068می‌خواهم\u2069');
});
