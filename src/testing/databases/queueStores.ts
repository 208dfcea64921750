import { createPostgresBackend, Queue as RedisQueue, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import type postgres from 'postgres';
import { inject } from 'vitest';
import { loginUrl } from '../../db/migrate.ts';
import type { Task } from '../../domain/task.ts';
import type { QueueAddress } from '../../jobs/queue.ts';
import type { FreshDatabase } from './freshDatabase.ts';
import { openAsSuperuser } from './superuser.ts';

export type QueueStore = {
  /** Additional environment variables for the worker; none for the queue in PostgreSQL. */
  env: Record<string, string>;
  address: QueueAddress;
  /** Adds a job with any name and payload, including ones that the product never adds. */
  put(task: Task, name: string, payload: unknown): Promise<void>;
  /** Deletes all jobs. */
  empty(): Promise<void>;
  /** All stored data as text, without PostgreSQL's table of past events. */
  content(): Promise<string>;
  close(): Promise<void>;
};

export type StoreName = 'postgres' | 'redis';

/** The stores that queue tests run on. Without redis-server the set-up warns, and in CI redis.queue.test.ts fails. */
export function queueStores(): StoreName[] {
  return inject('redisUrl') === undefined ? ['postgres'] : ['postgres', 'redis'];
}

/** Opens a queue in this PostgreSQL database, or in database `redisNumber` of the tests' Redis; each caller needs another. */
export function openQueueStore(name: StoreName, database: FreshDatabase, redisNumber: number): QueueStore {
  return name === 'redis' ? inRedis(`${inject('redisUrl')}/${redisNumber}`) : inPostgres(database);
}

function inPostgres(database: FreshDatabase): QueueStore {
  const sql = openAsSuperuser(database);
  const url = loginUrl(database.ownerUrl, 'efk_queue', database.secret);
  const { Queue } = withBackend(createPostgresBackend);
  return {
    env: {},
    address: { postgres: url },
    put: (task, name, payload) =>
      putInto(new Queue(task, { connection: { connectionString: url, schema: 'queue' } }), name, payload),
    async empty() {
      for (const { table } of await tablesOf(sql)) await sql`delete from ${sql('queue')}.${sql(table)}`;
    },
    async content() {
      const tables = (await tablesOf(sql)).filter(({ table }) => table !== 'event');
      const rows = await Promise.all(
        tables.map(({ table }) => sql`select t::text from ${sql('queue')}.${sql(table)} as t`),
      );
      return JSON.stringify(rows.flat());
    },
    close: () => sql.end(),
  };
}

// All tables except `migration`, in which BullMQ stores its own version.
async function tablesOf(sql: postgres.Sql): Promise<{ table: string }[]> {
  return sql<{ table: string }[]>`
    select relname as table from pg_class
    where relnamespace = 'queue'::regnamespace and relkind = 'r' and relname <> 'migration' order by relname`;
}

function inRedis(url: string): QueueStore {
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  return {
    env: { REDIS_URL: url },
    address: { redis: url },
    put: (task, name, payload) => putInto(new RedisQueue(task, { connection: redis, prefix: 'efk' }), name, payload),
    async empty() {
      await redis.flushdb();
    },
    async content() {
      const keys = await redis.keys('*');
      return JSON.stringify(await Promise.all(keys.map(async (key) => [key, await contentOf(redis, key)])));
    },
    async close() {
      await redis.quit();
    },
  };
}

async function contentOf(redis: Redis, key: string): Promise<unknown> {
  const kind = await redis.type(key);
  if (kind === 'hash') return redis.hgetall(key);
  if (kind === 'list') return redis.lrange(key, 0, -1);
  if (kind === 'zset') return redis.zrange(key, 0, '-1');
  return kind === 'string' ? redis.get(key) : kind;
}

type Producer = { add(name: string, payload: unknown): Promise<unknown>; close(): Promise<void> };

async function putInto(queue: Producer, name: string, payload: unknown): Promise<void> {
  await queue.add(name, payload);
  await queue.close();
}
