import { expect, test } from 'vitest';
import { passwordStrength } from './passwordStrength.ts';

test('a short password says how many characters are missing', () => {
  expect(passwordStrength('')).toEqual({ kind: 'short', missing: 15 });
  expect(passwordStrength('żółw i żółw 14')).toEqual({ kind: 'short', missing: 1 });
});

test('a character outside the basic plane counts once', () => {
  expect(passwordStrength('🐢🐢🐢🐢🐢🐢🐢')).toEqual({ kind: 'short', missing: 8 });
});

test('length alone is not enough', () => {
  expect(passwordStrength('abababababababababab')).toEqual({ kind: 'simple' });
});

test('fifteen varied characters are enough, twenty with ten different ones are strong', () => {
  expect(passwordStrength('kot na dachu 12')).toEqual({ kind: 'enough' });
  expect(passwordStrength('siedem zielonych rowerów')).toEqual({ kind: 'strong' });
});
