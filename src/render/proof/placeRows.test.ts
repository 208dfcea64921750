import { describe, expect, it } from 'vitest';
import type { Glyph } from './page/printedPages.ts';
import { type Cell, placeRows, type Row } from './placeRows.ts';
import { printedText } from './text/printedText.ts';

/** One page with these texts, painted in this order, in 10-point letters that are 5 points wide. */
function print(texts: [text: string, left: number, baseline: number][]) {
  const glyphs: Glyph[] = [];
  for (const [text, from, baseline] of texts) {
    [...text].forEach((char, index) => {
      const left = from + 5 * index;
      glyphs.push({ page: 0, order: glyphs.length, char, left, right: left + 5, baseline, size: 10 });
    });
  }
  return printedText(glyphs);
}

function aRow(name: string, ...values: string[]): Row {
  return { path: name, name, cells: values.map((value): Cell => ({ path: value, value, kind: 'amount' })) };
}

/** A table row: its name at x = 50, and its values from x = 300 on. */
const line = (baseline: number, name: string, ...values: string[]): [string, number, number][] => [
  [name, 50, baseline],
  ...values.map((value, index): [string, number, number] => [value, 300 + 60 * index, baseline]),
];

/** The baselines of each row's name and values. */
const heights = (rows: ReturnType<typeof placeRows>) =>
  rows.map(({ anchor, places }) => [
    anchor && anchor.bottom - 2,
    ...[...places.values()].map(({ bottom }) => bottom - 2),
  ]);

describe('a row is found', () => {
  it('when its name is the beginning of another row’s name', () => {
    const seen = print([...line(100, 'Mleko 2%', '1', '4,99'), ...line(120, 'Mleko', '2', '9,98')]);
    expect(heights(placeRows(seen, [aRow('Mleko 2%', '1', '4,99'), aRow('Mleko', '2', '9,98')]))).toEqual([
      [100, 100, 100],
      [120, 120, 120],
    ]);
  });

  it('when its name also stands above the table', () => {
    const seen = print([['Nabywca', 50, 80], ...line(120, 'Nabywca', '2', '9,98')]);
    expect(heights(placeRows(seen, [aRow('Nabywca', '2', '9,98')]))).toEqual([[120, 120, 120]]);
  });

  it('when the row before has the same amounts', () => {
    const rows = [aRow('Chleb', '4,99', '4,99'), aRow('Mleko', '4,99', '4,99')];
    const seen = print([...line(100, 'Chleb', '4,99', '4,99'), ...line(115, 'Mleko', '4,99', '4,99')]);
    expect(heights(placeRows(seen, rows))).toEqual([
      [100, 100, 100],
      [115, 115, 115],
    ]);
  });

  it('when all names are painted before all values, as with floats', () => {
    const names: [string, number, number][] = [
      ['Chleb', 50, 100],
      ['Mleko', 50, 120],
    ];
    const values: [string, number, number][] = [
      ['3,20', 300, 100],
      ['4,99', 300, 120],
    ];
    const found = placeRows(print([...names, ...values]), [aRow('Chleb', '3,20'), aRow('Mleko', '4,99')]);
    expect(heights(found)).toEqual([
      [100, 100],
      [120, 120],
    ]);
  });
});

describe('a row or a value is not found', () => {
  it('for two equal cells when the value is printed once', () => {
    const seen = print(line(100, 'Chleb', '4,99'));
    const [row] = placeRows(seen, [aRow('Chleb', '4,99', '4,99')]);
    expect(row?.places.size).toBe(1);
  });

  it('above the row that precedes it on the invoice', () => {
    const seen = print([...line(100, 'Mleko', '4,99'), ...line(120, 'Chleb', '3,20')]);
    const [, second] = placeRows(seen, [aRow('Chleb', '3,20'), aRow('Mleko', '4,99')]);
    expect(second?.anchor).toBeUndefined();
  });

  it('when its values stand far below its name', () => {
    const seen = print([
      ['Chleb', 50, 100],
      ['3,20', 300, 400],
    ]);
    expect(placeRows(seen, [aRow('Chleb', '3,20')])[0]?.places.size).toBe(0);
  });
});
