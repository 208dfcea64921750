import { expect, it } from 'vitest';
import { aTheme } from '../../domain/testing/builders.ts';
import { checkThemeSource } from './themeSource.ts';

const written = (theme: object) => JSON.stringify(theme, null, 2);
const found = (source: string) => checkThemeSource(source).map(({ code, line, column }) => `${code} ${line}:${column}`);

/** Place of the value after `key`, in the part of the text that follows `after`. */
function placeOfValue(source: string, key: string, after = ''): string {
  const offset = source.indexOf(`"${key}": `, source.indexOf(after)) + key.length + 4;
  const before = source.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

it('an error in a colour of the dark scheme is placed in the dark scheme', () => {
  const { dark } = aTheme();
  const source = written({ ...aTheme(), dark: { ...dark, line: 'grey' } });
  expect(found(source)).toEqual([`theme.invalid ${placeOfValue(source, 'line', '"dark"')}`]);
});

it('a name that occurs inside an earlier value does not mislead', () => {
  const source = written({ ...aTheme(), name: '"radius": 99 in \\"light\\"', radius: 99 });
  expect(found(source)).toEqual([`theme.invalid ${placeOfValue(source, 'radius', '"dark"')}`]);
});

it('a missing token is reported at the group that lacks it', () => {
  const { body: _, ...font } = aTheme().font;
  const source = written({ ...aTheme(), font });
  expect(found(source)).toEqual([`theme.missing ${placeOfValue(source, 'font')}`]);
  expect(checkThemeSource(source)[0]?.params).toEqual({ token: 'font.body' });
});

it('too little contrast is reported at the foreground colour', () => {
  const { light } = aTheme();
  const source = written({ ...aTheme(), light: { ...light, onDanger: light.danger } });
  expect(found(source)).toEqual([`theme.contrast ${placeOfValue(source, 'onDanger', '"light"')}`]);
});

it('an error in the logo is reported at the logo', () => {
  const source = written({ ...aTheme(), logo: '<svg viewBox="0 0 1 1"><script/></svg>' });
  expect(found(source)).toEqual([`logo.element ${placeOfValue(source, 'logo')}`]);
});

it('a repeated token is reported at its second occurrence', () => {
  const source = written(aTheme()).replace('"radius"', '"voice": "ty",\n  "radius"');
  const second = source.lastIndexOf('"voice"');
  const line = source.slice(0, second).split('\n').length;
  expect(found(source)).toEqual([`theme.repeated ${line}:3`]);
  expect(checkThemeSource(source)[0]?.params).toEqual({ token: 'voice' });
});

it('a syntax error in the JSON is reported at its place', () => {
  expect(found('{\n  "name": "A"\n  "voice": "ty"\n}')).toEqual(['theme.json 3:3']);
  expect(found('')).toEqual(['theme.json 1:1']);
});

it.each([
  '\uFEFF{}',
  '{}\u00A0',
  '{"name": "a\u2028"',
  "{'name': 1}",
  '{"a": 01}',
  '{"a": .5}',
  'NaN',
  '{"a": undefined}',
])('%j is refused, as JSON.parse refuses it', (source) => {
  expect(checkThemeSource(source).map(({ code }) => code)).toEqual(['theme.json']);
});

it('brackets in a string do not count as nesting, and endless nesting is refused', () => {
  const logo = '<svg viewBox="0 0 1 1"/>';
  expect(found(written({ ...aTheme(), logo, name: '{['.repeat(40) }))).toEqual([]);
  expect(checkThemeSource('['.repeat(100_000))[0]).toMatchObject({ code: 'theme.json', column: 33 });
});
