import { expect, it } from 'vitest';
import { Text } from './common.ts';

// Compiled as the validator does.
const schema = Text(256);
const pattern = new RegExp('pattern' in schema ? String(schema.pattern) : '^$', 'u');
const isText = (text: string) => pattern.test(text);

it.each(['a', ' a', 'zażółć gęślą', 'שלום', '\u200ea', 'a\u200b', '👨‍👩‍👧', '.'])('%j can be printed', (text) => {
  expect(isText(text)).toBe(true);
});

it.each([
  '',
  ' ',
  '\u00a0',
  '\u00ad',
  '\u034f',
  '\u061c',
  '\u200b\u2060',
  '\u200f',
  '\u2800',
  '\u3164',
  '\ufe0f',
  '\ufeff',
  '\u{e0041}',
])('%j has no visible character and is refused', (text) => {
  expect(isText(text)).toBe(false);
});

it.each(['\0', '\n', '\t', '\u007f', '\u0085', '\u009b', '\u2028', '\u202e', '\u2066', '\ufff9'])(
  '%j is a control character and is refused in a line of text',
  (sign) => {
    expect([isText(`a${sign}b`), isText(`${sign}b`), isText(`a${sign}`)]).toEqual([false, false, false]);
  },
);
