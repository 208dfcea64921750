import { type Job, Queue, Worker, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { type Task, tasks } from '../domain/task.ts';
import { openPostgresBackend } from './postgresBackend.ts';

/** Only ids: the worker reads the rows in the chain's own context. */
export type Payload = { tenantId: string; subjectId: string };
export type Due = Payload & { task: Task };

/**
 * Adds due entries to the queue, after the commit that wrote them. The sweeper repeats this for entries that are lost
 * here.
 */
export type Enqueue = (due: readonly Due[]) => Promise<void>;

/** `postgres://…` (its role owns the schema `queue`) or `redis://…`. */
export type QueueAddress = { postgres: string } | { redis: string; prefix?: string };

// The outbox row decides whether and when a job is repeated. So BullMQ tries a job once and keeps nothing afterwards, as
// a kept job would make a later job with the same id a no-op.
const once = { attempts: 1, removeOnComplete: true, removeOnFail: true };
// After 15 s without a renewed lock BullMQ gives a killed worker's job to another worker. The outbox counts the attempts,
// so even a job that kills every worker ends. BullMQ retries a lost backend every second.
const lockSettings = { lockDuration: 15_000, stalledInterval: 5_000, maxStalledCount: 2, runRetryDelay: 1_000 };

/** Opens the producing side; `onError` receives the errors of a lost backend. */
export async function openQueues(
  address: QueueAddress,
  onError: (error: Error) => void,
): Promise<{ enqueue: Enqueue; close(): Promise<void> }> {
  const link = connect(address);
  const queues = new Map(tasks.map((task) => [task, link.queue(task)]));
  for (const queue of queues.values()) queue.on('error', onError);
  return {
    async enqueue(due) {
      await Promise.all(
        tasks.map((task) => {
          const jobs = due.filter((one) => one.task === task).map(jobOf);
          return jobs.length ? add(queues.get(task), jobs) : undefined;
        }),
      );
    },
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await link.close();
    },
  };
}

type NewJob = { name: Task; data: Payload; opts: typeof once & { jobId: string } };

function jobOf({ task, tenantId, subjectId }: Due): NewJob {
  return { name: task, data: { tenantId, subjectId }, opts: { ...once, jobId: `${task}-${subjectId}` } };
}

/** From this number of jobs on, one bulk statement costs PostgreSQL less than single ones. */
const bulk = 20;

/** In PostgreSQL each call of BullMQ's addBulk creates two temporary tables and takes 6 ms; a single add takes 0.3 ms. */
async function add(queue: Producer | undefined, jobs: readonly NewJob[]): Promise<void> {
  if (jobs.length >= bulk) await queue?.addBulk([...jobs]);
  else await Promise.all(jobs.map(({ name, data, opts }) => queue?.add(name, data, opts)));
}

export type Handle = (task: Task, payload: Payload) => Promise<void>;

/**
 * Opens the consuming side, with `jobsInHand` jobs of each task at a time; `onError` receives errors of jobs and of a
 * lost backend.
 */
export async function openWorkers(
  address: QueueAddress,
  handle: Handle,
  options: { jobsInHand: number; onError(error: Error, what: string): void },
): Promise<{ close(): Promise<void> }> {
  const link = connect(address, tasks.length);
  const workers = tasks.map((task) => {
    const worker = link.worker(task, (job) => handle(task, job.data), options.jobsInHand);
    worker.on('error', (error) => options.onError(error, `queue ${task}`));
    worker.on('failed', (job, error) => options.onError(error, `job ${job?.id ?? task}`));
    return worker;
  });
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  return {
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
      await link.close();
    },
  };
}

type Link = {
  queue(name: string): Producer;
  worker(name: string, work: (job: Pick<Job<Payload>, 'data'>) => Promise<void>, concurrency: number): Consumer;
  close(): Promise<void>;
};

type Producer = {
  add(name: string, data: Payload, options: NewJob['opts']): Promise<unknown>;
  addBulk(jobs: NewJob[]): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
};

type Consumer = {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: { id?: string | undefined } | undefined, error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
};

function connect(address: QueueAddress, listening = 0): Link {
  return 'redis' in address
    ? overRedis(address.redis, address.prefix ?? 'efk')
    : overPostgres(address.postgres, listening);
}

function overPostgres(connectionString: string, listening: number): Link {
  const backend = openPostgresBackend(connectionString, listening);
  const { Queue, Worker } = withBackend(backend.factory);
  // The backend uses its own pool, but BullMQ requires a connection option.
  const connection = { connectionString };
  return {
    queue: (name) => new Queue<Payload>(name, { connection }),
    worker: (name, work, concurrency) => new Worker<Payload>(name, work, { connection, concurrency, ...lockSettings }),
    close: backend.close,
  };
}

function overRedis(url: string, prefix: string): Link {
  // BullMQ requires null for its blocking connection, which waits without a limit.
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  return {
    queue: (name) => new Queue<Payload>(name, { connection, prefix }),
    worker: (name, work, concurrency) =>
      new Worker<Payload>(name, work, { connection, prefix, concurrency, ...lockSettings }),
    // quit() would wait for an answer, even from an unreachable Redis.
    close: async () => connection.disconnect(),
  };
}
