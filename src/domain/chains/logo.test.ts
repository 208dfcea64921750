import { expect, it } from 'vitest';
import { isWordmark } from './logo.ts';

it.each([
  ['<svg viewBox="0 0 48 48">', false],
  ['<svg viewBox="0 0 96 48">', false],
  ['<svg viewBox="0 0 97 48">', true],
  ["<svg width='9' viewBox='-4,-2, 240.5,48'>", true],
  ['<svg width="300" height="20">', false],
])('%s is a lettering: %s', (svg, expected) => {
  expect(isWordmark(svg)).toBe(expected);
});
