import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openRests } from './rests.ts';

const longMs = 50;

it('a chain whose work took long rests twice as long, and no other chain waits for it', async () => {
  const rests = openRests();
  await rests.timed('alfa', longMs, async (began) => {
    began();
    await pause(100);
  });
  expect([rests.secondsLeft('alfa'), rests.secondsLeft('beta')]).toEqual([1, 0]);
  await pause(250);
  expect(rests.secondsLeft('alfa')).toBe(0);
});

it('it rests after work that failed late', async () => {
  const rests = openRests();
  const late = rests.timed('alfa', longMs, async (began) => {
    began();
    await pause(100);
    throw new Error('late');
  });
  await expect(late).rejects.toThrow('late');
  expect(rests.secondsLeft('alfa')).toBe(1);
});

it('it does not rest for having waited, nor after what was quick', async () => {
  const rests = openRests();
  await rests.timed('alfa', longMs, async (began) => {
    await pause(100);
    began();
  });
  await rests.timed('beta', longMs, () => pause(100));
  expect([rests.secondsLeft('alfa'), rests.secondsLeft('beta')]).toEqual([0, 0]);
});
