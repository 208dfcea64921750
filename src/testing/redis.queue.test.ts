import { expect, inject, it } from 'vitest';
import { noRedis } from './redis.ts';

it.runIf(process.env.CI)('in CI the queue is tested on Redis as well', () => {
  expect(inject('redisUrl'), noRedis).toBeDefined();
});
