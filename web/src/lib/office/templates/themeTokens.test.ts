import { expect, test } from 'vitest';
import { readTokens, tokenAt, withToken } from './themeTokens.ts';

const source = '{"name":"Nowa","light":{"brand":"#112233","text":"#000000"},"radius":8}';

test('a change keeps every other token and the order of all', () => {
  const next = withToken(source, '/light/brand', '#445566');
  expect(JSON.parse(next)).toEqual({ name: 'Nowa', light: { brand: '#445566', text: '#000000' }, radius: 8 });
  expect(next.indexOf('name')).toBeLessThan(next.indexOf('light'));
  expect(next.endsWith('}\n')).toBe(true);
});

test('a group that is missing is made on the way', () => {
  expect(tokenAt(JSON.parse(withToken('{}', '/font/body', 'Barlow')), '/font/body')).toBe('Barlow');
});

test('a text that is no object is left alone', () => {
  for (const broken of ['{', '[]', 'null', '"x"']) {
    expect(readTokens(broken)).toBeUndefined();
    expect(withToken(broken, '/radius', 1)).toBe(broken);
  }
});

test('a value under something that is no group is not there', () => {
  expect(tokenAt({ light: 'white' }, '/light/brand')).toBeUndefined();
});
