import { Redis } from 'ioredis';
import { expect, inject, it } from 'vitest';
import { noRedis } from './redis.ts';

// Without redis-server this test fails in CI. Elsewhere it is skipped, and the set-up prints a warning.
it.skipIf(!process.env.CI && inject('redisUrl') === undefined)(
  'a Redis that never evicts keys is running',
  async () => {
    const url = inject('redisUrl');
    expect(url, noRedis).toBeDefined();
    const redis = new Redis(url ?? '', { maxRetriesPerRequest: 1 });
    expect(await redis.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    await redis.quit();
  },
);
