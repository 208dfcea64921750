import { expect, it } from 'vitest';
import { aFoundLine } from '../shared/testing.ts';
import { groupedByRate, matchingLines } from './lineList.ts';

const lines = [
  aFoundLine({ name: 'Masło extra 82%', rate: { letter: 'C', percent: 5 } }),
  aFoundLine({ name: 'Żurek w butelce', rate: { letter: 'A', percent: 23 } }),
  aFoundLine({ name: 'MASŁO ORZECHOWE', rate: { letter: 'C', percent: 5 } }),
];
const names = (typed: string) => matchingLines(lines, typed).map((line) => line.name);

it('returns no line without all of the words', () => {
  expect(names('masło żurek')).toEqual([]);
});

it('finds lines without Polish diacritics and in any case, and all of them without words', () => {
  expect(names('maslo')).toEqual(['Masło extra 82%', 'MASŁO ORZECHOWE']);
  expect(names('zurek butel')).toEqual(['Żurek w butelce']);
  expect(names('  ')).toHaveLength(3);
});

it('groups by letter in the order of the receipt, and drops no line', () => {
  const groups = groupedByRate(lines);
  expect(groups.map((group) => group.letter)).toEqual(['C', 'A']);
  expect(groups.flatMap((group) => group.lines)).toHaveLength(lines.length);
});
