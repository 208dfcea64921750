import { describe, expect, it } from 'vitest';
import { type Part, runAll } from './partOrder.ts';

/** Parts that end when `end` is called, and `log`, the order of beginnings and ends. */
function someParts(given: { name: string; after?: string[] }[]) {
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  const parts: Part<string>[] = given.map(({ name, ...rest }) => ({
    name,
    ...rest,
    async run() {
      log.push(`${name} begins`);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      log.push(`${name} ends`);
      return name.toUpperCase();
    },
  }));
  /** Ends the part and waits for a turn of the event loop, in which the next part begins. */
  async function end(name: string): Promise<void> {
    ends.get(name)?.();
    await new Promise(setImmediate);
  }
  return { log, parts, end };
}

describe('parts of a run', () => {
  it('begin in their order, no more than `width` at a time', async () => {
    const { parts, log, end } = someParts([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
    const all = runAll(parts, 2);
    await end('b');
    await end('c');
    await end('a');
    expect((await all).map(({ name, result }) => [name, result])).toEqual([
      ['a', 'A'],
      ['b', 'B'],
      ['c', 'C'],
    ]);
    expect(log).toEqual(['a begins', 'b begins', 'b ends', 'c begins', 'c ends', 'a ends']);
  });

  it('begin after the parts that they need, and later parts go first meanwhile', async () => {
    const { parts, log, end } = someParts([{ name: 'a' }, { name: 'b', after: ['a'] }, { name: 'c' }]);
    const all = runAll(parts, 2);
    await end('c');
    await end('a');
    await end('b');
    await all;
    expect(log).toEqual(['a begins', 'c begins', 'c ends', 'a ends', 'b begins', 'b ends']);
  });

  it('that need an unknown part are named in the error', async () => {
    const { parts } = someParts([{ name: 'b', after: ['a'] }]);
    await expect(runAll(parts, 2)).rejects.toThrow('b');
  });
});
