import { expect, it } from 'vitest';
import { until } from './patience.ts';

it('what becomes true is returned, however often it was not', async () => {
  const looks = [undefined, false, 'there'][Symbol.iterator]();
  expect(await until(() => looks.next().value, { everyMs: 1 })).toBe('there');
});

it('what never becomes true ends in the reason, as it is at the end', async () => {
  let looks = 0;
  const never = until(() => ++looks < 0, { limitMs: 0, everyMs: 1, why: () => `looked ${looks} times` });
  await expect(never).rejects.toThrow(/^looked [1-9]\d* times$/);
});

it('what cannot be looked at ends the wait at once', async () => {
  await expect(until(() => Promise.reject(new Error('no database')))).rejects.toThrow('no database');
});
