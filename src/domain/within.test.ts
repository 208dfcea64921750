import { expect, it } from 'vitest';
import { within } from './within.ts';

const late = () => new Error('late');
const never = new Promise<never>(() => {});

it('work that ends in time returns its result', async () => {
  await expect(within(60_000, Promise.resolve(7), late)).resolves.toBe(7);
});

it('work that fails in time throws its own error', async () => {
  await expect(within(60_000, Promise.reject(new RangeError('own')), late)).rejects.toThrow(RangeError);
});

it('work that does not end in time is rejected with the caller’s error', async () => {
  await expect(within(1, never, late)).rejects.toThrow('late');
});
