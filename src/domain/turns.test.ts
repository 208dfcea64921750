import { describe, expect, it } from 'vitest';
import { openTurns, type Turns } from './turns.ts';

/** Takes turns whose works end when they are told to; `begun` lists them in the order of their beginning. */
function works(turns: Turns) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const take = (chain: string, name: string) =>
    turns.take(chain, async () => {
      begun.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      return name;
    });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const end = async (name: string) => {
    ends.get(name)?.();
    await settle();
  };
  return { begun, take, end, settle };
}

describe('turns', () => {
  it('a slot that is not free at once is refused, and the chain’s own works keep theirs', async () => {
    const turns = openTurns({ slots: 2, mostWaiting: 9, atOnce: () => 2 });
    const { begun, take, end, settle } = works(turns);
    const leave = turns.takeNow('a');
    expect(leave).toBeTypeOf('function');
    expect(turns.takeNow('a')).toBeTypeOf('function');
    expect(turns.takeNow('a')).toBeUndefined();
    void take('a', 'a1');
    await settle();
    expect(begun).toEqual([]);
    expect(turns.takeNow('a')).toBeUndefined();
    leave?.();
    await settle();
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

  it('a chain has one slot however many are free, and its works run in their order', async () => {
    const { begun, take, end, settle } = works(openTurns({ slots: 3, mostWaiting: 9 }));
    for (const name of ['a1', 'a2', 'a3']) void take('a', name);
    await settle();
    expect(begun).toEqual(['a1']);
    await end('a1');
    await end('a2');
    expect(begun).toEqual(['a1', 'a2', 'a3']);
  });

  it('chains take turns: one work of a neighbour waits for one of the busy chain, not for all', async () => {
    const { begun, take, end, settle } = works(openTurns({ slots: 1, mostWaiting: 9 }));
    for (const name of ['a1', 'a2', 'a3']) void take('a', name);
    void take('b', 'b1');
    await settle();
    for (const name of ['a1', 'a2', 'b1']) await end(name);
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3']);
  });

  it('more than may wait are refused, and only those of the chain that has so many', async () => {
    const { take, settle, begun } = works(openTurns({ slots: 2, mostWaiting: 2 }));
    for (const name of ['a1', 'a2', 'a3']) void take('a', name);
    await expect(take('a', 'a4')).rejects.toMatchObject({ code: 'rate.limited' });
    void take('b', 'b1');
    await settle();
    expect(begun).toEqual(['a1', 'b1']);
  });

  it('with no place to wait the first work begins all the same', async () => {
    const { take, settle, begun } = works(openTurns({ slots: 1, mostWaiting: 0 }));
    void take('a', 'a1');
    await settle();
    await expect(take('a', 'a2')).rejects.toMatchObject({ code: 'rate.limited' });
    expect(begun).toEqual(['a1']);
  });

  it('a lone chain borrows the idle slot, and a neighbour begins at once all the same', async () => {
    const { begun, take, end, settle } = works(openTurns({ slots: 2, mostWaiting: 9, atOnce: () => 2 }));
    for (const name of ['a1', 'a2', 'a3', 'a4']) void take('a', name);
    await settle();
    expect(begun).toEqual(['a1', 'a2']);
    void take('b', 'b1');
    await settle();
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    // Two of the three slots in use are the chain's, so a third chain waits for nothing but its number.
    void take('c', 'c1');
    await end('a1');
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    await end('a2');
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3']);
    await end('b1');
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3', 'c1']);
  });

  it('a work that fails gives its slot back', async () => {
    const turns = openTurns({ slots: 1, mostWaiting: 9 });
    await expect(turns.take('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await turns.take('a', () => Promise.resolve('next'))).toBe('next');
    await turns.idle();
    expect(turns.heldBy('a')).toBe(0);
  });
});
