import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enqueue } from '../../db/outbox.ts';
import { openQueues, openWorkers } from '../../jobs/queue.ts';
import { aChain, type TestApp, testApp } from '../../testing/builders/app.ts';
import { type FreshDatabase, freshDatabase } from '../../testing/databases/freshDatabase.ts';
import { openQueueStore, type QueueStore, queueStores } from '../../testing/databases/queueStores.ts';
import { openAsSuperuser } from '../../testing/databases/superuser.ts';
import { until } from '../../testing/until.ts';
import type { App } from '../context.ts';
import type { WorkerApp } from '../workerContext.ts';
import { enqueueNext } from './afterCommit.ts';
import { type Job, runnerOf } from './run.ts';
import { sweep } from './sweep.ts';

const dueInOneChain = 10_000;
const workerCount = 2;

describe.each(queueStores())('with the queue in %s', (storeName) => {
  let database: FreshDatabase;
  let store: QueueStore;
  let test: TestApp;
  let app: App;
  const closing: (() => Promise<void>)[] = [];
  /** The chain of each document, in the order in which documents began. */
  const begun: string[] = [];
  const inWork: { chain: string; end: () => void }[] = [];
  const done: string[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    store = openQueueStore(storeName, database, 3);
    await store.empty();
    test = await testApp(database);
    const queues = await openQueues(store.address, () => {});
    app = { ...test.app, enqueue: queues.enqueue };
    closing.push(queues.close);
    // One document at a time each, so the order of beginnings is the order of the queue.
    for (let n = 0; n < workerCount; n += 1) {
      const run = runnerOf('render', heldDocument);
      const handle = (_task: string, input: { tenantId: string; subjectId: string }) =>
        run({ app: asWorker(app), input }).then(() => {});
      closing.push((await openWorkers(store.address, handle, { jobsInHand: 1, onError: () => {} })).close);
    }
  });
  afterAll(async () => {
    // Each document that ends at once adds the next one to the queue: the chain's entries come first.
    const sql = openAsSuperuser(database);
    await sql`delete from outbox`;
    await sql.end();
    for (const { end } of inWork) end();
    for (const close of closing.reverse()) await close();
    await test.close();
    await store.empty();
    await store.close();
    await database.drop();
  });

  /** A document that ends when the test ends it. */
  const heldDocument: Job<string, void> = {
    mostAttempts: 5,
    begin: async (tx) => ({ attempt: 1, material: tx.tenantId }),
    work: (_app, chain) => {
      begun.push(chain);
      return new Promise<void>((end) => inWork.push({ chain, end }));
    },
    complete: async (tx) => void done.push(tx.tenantId),
    fail: async () => {},
  };

  /** Ends the document that has been in work for longest, and waits until its worker has begun another. */
  async function endOldest(): Promise<void> {
    const before = begun.length;
    inWork.shift()?.end();
    await until(() => begun.length > before);
  }

  it('of a chain with 10,000 due entries at most one more document begins before another chain’s, which is then next', async () => {
    const [busy, neighbour] = [
      (await aChain(app, { slug: 'busy' })).chain.id,
      (await aChain(app, { slug: 'neighbour' })).chain.id,
    ];
    const ids = Array.from({ length: dueInOneChain }, () => crypto.randomUUID());
    await app.db.withTenant({ role: 'worker', tenantId: busy }, (tx) => enqueue(tx, 'render', ids));
    await sweep({ app });
    await until(() => begun.length === workerCount);
    await endOldest();
    await endOldest();
    expect(begun).toEqual([busy, busy, busy, busy]);

    for (const round of [1, 2, 3]) {
      const before = begun.length;
      const doneBefore = done.filter((chain) => chain === neighbour).length;
      await app.db.withTenant({ role: 'worker', tenantId: neighbour }, (tx) =>
        enqueue(tx, 'render', [crypto.randomUUID()]),
      );
      await enqueueNext(app, { tenantId: neighbour, task: 'render' });
      while (!begun.slice(before).includes(neighbour)) await endOldest();
      expect(begun.slice(before).filter((chain) => chain === busy).length, `round ${round}`).toBeLessThanOrEqual(1);
      const own = inWork.findIndex(({ chain }) => chain === neighbour);
      inWork.splice(own, 1)[0]?.end();
      await until(() => done.filter((chain) => chain === neighbour).length > doneBefore);
      await until(() => inWork.length === workerCount);
    }
    const sql = openAsSuperuser(database);
    const [left] = await sql<{ n: number }[]>`select count(*)::int as n from outbox where tenant_id = ${busy}`;
    await sql.end();
    expect(left?.n).toBeGreaterThan(dueInOneChain - 20);
    // Of the busy chain, the queue never holds more than the entries in work and the next one.
    const content = await store.content();
    expect(ids.filter((id) => content.includes(id)).length).toBeLessThanOrEqual(workerCount + 1);
  });
});

/** The held documents need no part that only a worker has. */
function asWorker(app: App): WorkerApp {
  const never = () => Promise.reject(new Error('not part of this test'));
  return { ...app, renderTemplate: never, print: never, readBack: never };
}
