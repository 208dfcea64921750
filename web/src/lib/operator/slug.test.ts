import { expect, test } from 'vitest';
import { isSlug, suggestSlug } from './slug.ts';

test.each([
  ['Zielony Koszyk', 'zielony-koszyk'],
  ['Żółta Łódź & Spółka', 'zolta-lodz-spolka'],
  ['  MegaDom®  ', 'megadom'],
  ['24 h Sklep', 'h-sklep'],
  ['12345', ''],
  ['', ''],
])('%j becomes %j', (name, slug) => {
  expect(suggestSlug(name)).toBe(slug);
});

test('a long name is cut to the length of a host label, never after a dash', () => {
  const slug = suggestSlug('Ogólnopolska Spółdzielnia Spożywców');
  expect(slug).toBe('ogolnopolska-spoldzielnia-spozy');
  expect(suggestSlug(`${'a'.repeat(30)} b`)).toBe('a'.repeat(30));
});

test('every suggestion is allowed', () => {
  for (const name of ['Zielony Koszyk', 'Ogólnopolska Spółdzielnia Spożywców', 'A1'])
    expect(isSlug(suggestSlug(name))).toBe(true);
});

test.each(['a', '1a', '-ab', 'ab-', 'aB', 'a_b', 'a'.repeat(32)])('%j is no slug', (text) => {
  expect(isSlug(text)).toBe(false);
});
