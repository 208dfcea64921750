import { expect, test } from 'vitest';
import { countOf, offsetOf, placeAt } from './editorText.ts';

const text = 'ab\n\ncdef\n';

test('an empty text has one line, and a final line break starts another', () => {
  expect(countOf('')).toBe(1);
  expect(countOf(text)).toBe(4);
});

test.each([
  [0, 1, 1],
  [2, 1, 3],
  [3, 2, 1],
  [4, 3, 1],
  [7, 3, 4],
  [9, 4, 1],
])('offset %i is line %i, column %i, and back', (offset, line, column) => {
  expect(placeAt(text, offset)).toEqual({ line, column });
  expect(offsetOf(text, { line, column })).toBe(offset);
});

test('a place outside the text becomes the nearest end', () => {
  expect(offsetOf(text, { line: 1, column: 99 })).toBe(2);
  expect(offsetOf(text, { line: 99, column: 1 })).toBe(text.length);
  expect(offsetOf(text, { line: 3, column: 0 })).toBe(4);
});
