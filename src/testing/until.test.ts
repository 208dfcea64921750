import { expect, it } from 'vitest';
import { until } from './until.ts';

it('until() returns the first true value', async () => {
  const looks = [undefined, false, 'there'][Symbol.iterator]();
  expect(await until(() => looks.next().value, { everyMs: 1 })).toBe('there');
});

it('until() rejects with the reason, computed after the last look, when the time is over', async () => {
  let looks = 0;
  const never = until(() => ++looks < 0, { limitMs: 0, everyMs: 1, why: () => `looked ${looks} times` });
  await expect(never).rejects.toThrow(/^looked [1-9]\d* times$/);
});

it('until() rejects at once when a look throws', async () => {
  await expect(until(() => Promise.reject(new Error('no database')))).rejects.toThrow('no database');
});
