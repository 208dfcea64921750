import { expect, test } from 'vitest';
import { readTokens, tokenAt, withToken } from './themeTokens.ts';

const source = '{"name":"Nowa","light":{"brand":"#112233","text":"#000000"},"radius":8}';

test('a change keeps every other token, and their order', () => {
  const next = withToken(source, '/light/brand', '#445566');
  expect(JSON.parse(next)).toEqual({ name: 'Nowa', light: { brand: '#445566', text: '#000000' }, radius: 8 });
  expect(next.indexOf('name')).toBeLessThan(next.indexOf('light'));
  expect(next.endsWith('}\n')).toBe(true);
});

test('a missing group is created', () => {
  expect(tokenAt(JSON.parse(withToken('{}', '/font/body', 'Barlow')), '/font/body')).toBe('Barlow');
});

test('a text that is not an object is left unchanged', () => {
  for (const broken of ['{', '[]', 'null', '"x"']) {
    expect(readTokens(broken)).toBeUndefined();
    expect(withToken(broken, '/radius', 1)).toBe(broken);
  }
});

test('a value below something that is not a group is missing', () => {
  expect(tokenAt({ light: 'white' }, '/light/brand')).toBeUndefined();
});
