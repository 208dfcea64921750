import { expect, it } from 'vitest';
import { csvLine } from './csv.ts';

it.each(['=1+1', '+48 600', '-2', '@SUM(A1)', '\tx', '\r=1'])(
  'a text that begins like a formula is text: %j',
  (text) => {
    expect(csvLine([{ text }]).replace(/^"/, '')).toMatch(/^'/);
  },
);

it('a number of ours keeps its sign', () => {
  expect(csvLine([{ number: '-12,99' }])).toBe('-12,99\r\n');
});

it('quotes what would end a cell or a line', () => {
  expect(csvLine([{ text: 'Kowalski; "Syn"\nWnuk' }, { text: 'Zażółć' }])).toBe('"Kowalski; ""Syn""\nWnuk";Zażółć\r\n');
});
