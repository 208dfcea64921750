import { expect, test } from 'vitest';
import { csvAmount, csvLine, csvOf } from './csv.ts';

const polish = { separator: ';' } as const;
const english = { separator: ',' } as const;
const bare = (cell: string, dialect: typeof polish | typeof english = polish) =>
  csvOf([[cell]], dialect)
    .replace('\ufeff', '')
    .replace(/\r\n$/, '');

test('the file begins with a byte order mark and every line ends in CRLF', () => {
  expect(
    csvOf(
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      polish,
    ),
  ).toBe('\ufeffa;b\r\nc;d\r\n');
});

test.each(['=1+1', '+48 600', '-5', '@SUM(A1)', '\t=1', '\r=1'])(
  'a cell that could run as a formula gets an apostrophe: %j',
  (cell) => {
    expect(bare(cell).replaceAll('"', '')).toBe(`'${cell}`);
  },
);

test('a sign inside a cell gets no apostrophe', () => {
  expect(bare('Budex - remonty = dobrze')).toBe('Budex - remonty = dobrze');
});

test('separators, quotes and line breaks are quoted, each in its dialect', () => {
  expect(bare('a;b')).toBe('"a;b"');
  expect(bare('a;b', english)).toBe('a;b');
  expect(bare('a,b', english)).toBe('"a,b"');
  expect(bare('„Pod "Lipą"”')).toBe('"„Pod ""Lipą""”"');
  expect(bare('a\nb')).toBe('"a\nb"');
});

test('amounts are numbers for the spreadsheet of the language', () => {
  expect(csvAmount(123456, polish)).toEqual({ number: '1234,56' });
  expect(csvAmount(123456, english)).toEqual({ number: '1234.56' });
  expect(csvAmount(7, polish)).toEqual({ number: '0,07' });
  expect(csvAmount(-150, english)).toEqual({ number: '-1.50' });
});

test('an amount below zero stays a number', () => {
  expect(csvLine(['Zwrot', csvAmount(-150, polish)], polish)).toBe('Zwrot;-1,50\r\n');
});
