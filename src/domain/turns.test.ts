import { describe, expect, it } from 'vitest';
import { openTurns, type Turns } from './turns.ts';

/** Runs works that end on request; `begun` lists them in the order of their beginning. */
function works(turns: Turns) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const take = (chain: string, name: string) =>
    turns.take(chain, async () => {
      begun.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      return name;
    });
  const flushPromises = () => new Promise<void>((resolve) => setImmediate(resolve));
  const end = async (name: string) => {
    ends.get(name)?.();
    await flushPromises();
  };
  return { begun, take, end, flushPromises };
}

describe('turns', () => {
  it('a slot that is not free at once is refused, and the chain’s own works keep theirs', async () => {
    const turns = openTurns({ slots: 2, mostWaiting: 9, atOnce: () => 2 });
    const { begun, take, end, flushPromises } = works(turns);
    const leave = turns.takeNow('a');
    expect(leave).toBeTypeOf('function');
    expect(turns.takeNow('a')).toBeTypeOf('function');
    expect(turns.takeNow('a')).toBeUndefined();
    void take('a', 'a1');
    await flushPromises();
    expect(begun).toEqual([]);
    expect(turns.takeNow('a')).toBeUndefined();
    leave?.();
    await flushPromises();
    expect(begun).toEqual(['a1']);
    await end('a1');
    expect(turns.heldBy('a')).toBe(1);
  });

  it('a chain that has a slot takes no second one while a neighbour waits, and a chain without one takes its first', () => {
    const turns = openTurns({ slots: 2, mostWaiting: 9, atOnce: () => 2 });
    expect(turns.takeNow('a')).toBeTypeOf('function');
    expect(turns.takeNow('b')).toBeTypeOf('function');
    void turns.take('c', async () => {});
    expect(turns.takeNow('a')).toBeUndefined();
    expect(turns.takeNow('d')).toBeUndefined();
  });

  it('a chain has one slot, however many are free, and its works run in order', async () => {
    const { begun, take, end, flushPromises } = works(openTurns({ slots: 3, mostWaiting: 9 }));
    for (const name of ['a1', 'a2', 'a3']) void take('a', name);
    await flushPromises();
    expect(begun).toEqual(['a1']);
    await end('a1');
    await end('a2');
    expect(begun).toEqual(['a1', 'a2', 'a3']);
  });

  it('chains alternate: work of another chain waits for one work of the busy chain, not for all', async () => {
    const { begun, take, end, flushPromises } = works(openTurns({ slots: 1, mostWaiting: 9 }));
    for (const name of ['a1', 'a2', 'a3']) void take('a', name);
    void take('b', 'b1');
    await flushPromises();
    for (const name of ['a1', 'a2', 'b1']) await end(name);
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3']);
  });

  it('works beyond the waiting limit are refused, and only those of the chain at its limit', async () => {
    const { take, flushPromises, begun } = works(openTurns({ slots: 2, mostWaiting: 2 }));
    for (const name of ['a1', 'a2', 'a3']) void take('a', name);
    await expect(take('a', 'a4')).rejects.toMatchObject({ code: 'rate.limited' });
    void take('b', 'b1');
    await flushPromises();
    expect(begun).toEqual(['a1', 'b1']);
  });

  it('without waiting places the first work still begins', async () => {
    const { take, flushPromises, begun } = works(openTurns({ slots: 1, mostWaiting: 0 }));
    void take('a', 'a1');
    await flushPromises();
    await expect(take('a', 'a2')).rejects.toMatchObject({ code: 'rate.limited' });
    expect(begun).toEqual(['a1']);
  });

  it('a lone chain uses the idle slot, and another chain still begins at once', async () => {
    const { begun, take, end, flushPromises } = works(openTurns({ slots: 2, mostWaiting: 9, atOnce: () => 2 }));
    for (const name of ['a1', 'a2', 'a3', 'a4']) void take('a', name);
    await flushPromises();
    expect(begun).toEqual(['a1', 'a2']);
    void take('b', 'b1');
    await flushPromises();
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    // Two chains are at work, as many as there are slots, so a third chain waits.
    void take('c', 'c1');
    await end('a1');
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    await end('a2');
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3']);
    await end('b1');
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3', 'c1']);
  });

  it('failed work frees its slot', async () => {
    const turns = openTurns({ slots: 1, mostWaiting: 9 });
    await expect(turns.take('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await turns.take('a', () => Promise.resolve('next'))).toBe('next');
    await turns.idle();
    expect(turns.heldBy('a')).toBe(0);
  });
});
