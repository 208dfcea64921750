import { Redis } from 'ioredis';
import { expect, inject, it } from 'vitest';
import { noRedis } from './redis.ts';

// Without a redis-server a CI run fails here; elsewhere the set-up has said so aloud.
it.skipIf(!process.env.CI && inject('redisUrl') === undefined)('there is a Redis to test the queue on', async () => {
  const url = inject('redisUrl');
  expect(url, noRedis).toBeDefined();
  const redis = new Redis(url ?? '', { maxRetriesPerRequest: 1 });
  expect(await redis.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
  await redis.quit();
});
