import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { sharedReads } from './sharedReads.ts';

function unexpected(error: unknown): never {
  throw error;
}

/** A source whose readings are counted and answered one by one. */
function aSource(key = 'a') {
  const listeners = new Set<() => void>();
  const counts = { reads: 0, subscribed: 0 };
  return {
    counts,
    change: () => {
      for (const changed of listeners) changed();
    },
    listeners,
    source: {
      key,
      load: async () => {
        counts.reads += 1;
        await nextTurn();
        return `reading ${counts.reads}`;
      },
      subscribe: (changed: () => void) => {
        counts.subscribed += 1;
        listeners.add(changed);
        return () => void listeners.delete(changed);
      },
    },
  };
}

async function flushPromises(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
}

const neverAgain = 2 ** 30;

describe('a source with a thousand followers', () => {
  it('is read once at the start and once at each change, and not after the last follower has left', async () => {
    const { counts, change, listeners, source } = aSource();
    const follow = sharedReads<string>(neverAgain);
    const seen: string[] = [];
    const leave = Array.from({ length: 1_000 }, () =>
      follow(source, { read: (value) => void seen.push(value), failed: unexpected }),
    );
    await flushPromises();
    expect([counts.reads, seen.length]).toEqual([1, 1_000]);
    change();
    await flushPromises();
    expect([counts.reads, seen.filter((value) => value === 'reading 2').length]).toEqual([2, 1_000]);
    for (const one of leave) one();
    await flushPromises();
    change();
    await flushPromises();
    expect([counts.reads, listeners.size]).toEqual([2, 0]);
  });

  it('gives later followers the last reading, without a new one', async () => {
    const { counts, source } = aSource();
    const follow = sharedReads<string>(neverAgain);
    follow(source, { read: () => {}, failed: unexpected });
    await flushPromises();
    const seen: string[] = [];
    follow(source, { read: (value) => void seen.push(value), failed: unexpected });
    expect([seen, counts.reads]).toEqual([['reading 1'], 1]);
  });
});

it('is read again when it changes during a reading', async () => {
  const { counts, change, source } = aSource();
  const seen: string[] = [];
  sharedReads<string>(neverAgain)(source, { read: (value) => void seen.push(value), failed: unexpected });
  change();
  await flushPromises();
  expect([seen, counts.reads]).toEqual([['reading 1', 'reading 2'], 2]);
});

it('is read again at intervals even without a notification', async () => {
  const { source } = aSource();
  const follow = sharedReads<string>(1);
  const third = await new Promise((resolve) => {
    const leave = follow(source, {
      read: (value) => {
        if (value !== 'reading 3') return;
        leave();
        resolve(value);
      },
      failed: unexpected,
    });
  });
  expect(third).toBe('reading 3');
});

it('is read again for a follower who comes right after the last has left', async () => {
  const { counts, source } = aSource();
  const follow = sharedReads<string>(neverAgain);
  const leave = follow(source, { read: () => {}, failed: unexpected });
  await flushPromises();
  leave();
  await Promise.resolve();
  const seen: string[] = [];
  follow(source, { read: (value) => void seen.push(value), failed: unexpected });
  await flushPromises();
  expect([seen.length > 0, seen.at(-1)]).toEqual([true, `reading ${counts.reads}`]);
});

it('reports a failed reading to all followers, and starts anew for the next one', async () => {
  const { source } = aSource();
  const follow = sharedReads<string>(neverAgain);
  const broken = { ...source, load: () => Promise.reject(new RangeError('gone')) };
  const failures: unknown[] = [];
  for (const _ of [1, 2]) follow(broken, { read: expect.unreachable, failed: (error) => void failures.push(error) });
  await flushPromises();
  expect(failures).toEqual([expect.any(RangeError), expect.any(RangeError)]);
  const seen: string[] = [];
  follow(source, { read: (value) => void seen.push(value), failed: unexpected });
  await flushPromises();
  expect(seen).toEqual(['reading 1']);
});
