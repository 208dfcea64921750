import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ndjsonLines } from './ndjsonLines.ts';

const limits = { longestLine: 10, mostLines: 5, mostBytes: 1000 };

async function* sent(...parts: string[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield Buffer.from(part);
}

async function linesOf(parts: string[], given = {}): Promise<[number, string | undefined][]> {
  const lines: [number, string | undefined][] = [];
  for await (const { line, bytes } of ndjsonLines(sent(...parts), { ...limits, ...given }))
    lines.push([line, bytes?.toString()]);
  return lines;
}

describe('lines', () => {
  it('are the same wherever packets are cut, even after every byte', async () => {
    const text = 'żółw\n\r\n  \n{"a":1}\r\nb';
    const whole = await linesOf([text]);
    expect(whole).toEqual([
      [1, 'żółw'],
      [4, '{"a":1}\r'],
      [5, 'b'],
    ]);
    const bytes = [...Buffer.from(text)];
    for (let cut = 1; cut < bytes.length; cut += 1) {
      const lines: unknown[] = [];
      const parts = [bytes.slice(0, cut), bytes.slice(cut)].map((part) => Buffer.from(part));
      for await (const { line, bytes: own } of ndjsonLines(iterate(parts), limits)) lines.push([line, own?.toString()]);
      expect(lines, `cut at ${cut}`).toEqual(whole);
    }
    const single: unknown[] = [];
    const parts = bytes.map((byte) => Buffer.from([byte]));
    for await (const { line, bytes: own } of ndjsonLines(iterate(parts), limits)) single.push([line, own?.toString()]);
    expect(single).toEqual(whole);
  });

  it('beyond the longest are given by number alone, and do not affect others', async () => {
    expect(await linesOf(['a\n', '12345678', '901', '\nb\n', 'x'.repeat(50)])).toEqual([
      [1, 'a'],
      [2, undefined],
      [3, 'b'],
      [4, undefined],
    ]);
  });
});

describe('the limits of a body', () => {
  it('count blank lines: the first line past the limit is given, and nothing after it', async () => {
    expect(await linesOf(['a\n\n\n\n\n', '\n\n\nb\n'])).toEqual([
      [1, 'a'],
      [6, undefined],
    ]);
    expect(await linesOf(['\n'.repeat(60_000), '\n'.repeat(60_000)])).toEqual([[6, undefined]]);
    expect(await linesOf(['1\n2\n3\n4\n5\n'])).toHaveLength(5);
  });

  it('count bytes, so that endless spaces are reported once', async () => {
    expect(await linesOf(Array(500).fill(' '.repeat(100)))).toEqual([[1, undefined]]);
  });
});

it('other requests get their turn while line feeds are counted', async () => {
  let others = 0;
  let isDone = false;
  const other = (async () => {
    while (!isDone) {
      await nextTurn();
      others += 1;
    }
  })();
  const parts = Array.from({ length: 8 }, () => Buffer.alloc(64 * 1024, 0x0a));
  for await (const _ of ndjsonLines(iterate(parts), { ...limits, mostLines: 1_000_000, mostBytes: 1_000_000 }))
    throw new Error(`line ${_.line} is blank`);
  isDone = true;
  await other;
  // 512 kB of line feeds, at 16 units each, are the work of 128 turns.
  expect(others).toBeGreaterThanOrEqual(120);
});

async function* iterate(parts: Buffer[]): AsyncGenerator<Buffer> {
  yield* parts;
}
