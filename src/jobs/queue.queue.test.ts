import { setTimeout as pause } from 'node:timers/promises';
import type postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ShopperContext } from '../app/context.ts';
import { sweep } from '../app/outbox/sweep.ts';
import type { Task } from '../domain/task.ts';
import { allOf } from '../domain/testing/builders.ts';
import { aChain, anOpenReceipt, aShopper, type TestApp, testApp } from '../testing/builders/app.ts';
import { issue } from '../testing/builders/issuing.ts';
import { aReceipt } from '../testing/builders/receipts.ts';
import { type FreshDatabase, freshDatabase } from '../testing/databases/freshDatabase.ts';
import { openQueueStore, type QueueStore, queueStores } from '../testing/databases/queueStores.ts';
import { openAsSuperuser } from '../testing/databases/superuser.ts';
import { until } from '../testing/until.ts';
import { type Enqueue, openQueues, openWorkers, type Payload } from './queue.ts';

const tenantId = crypto.randomUUID();
const dueRender = (subjectId: string) => ({ task: 'render', tenantId, subjectId }) as const;

describe.each(queueStores())('the queue in %s', (storeName) => {
  let database: FreshDatabase;
  let store: QueueStore;
  let test: TestApp;
  let anna: ShopperContext;
  let enqueue: Enqueue;
  let sql: postgres.Sql;
  const closing: (() => Promise<void>)[] = [];
  const errors: unknown[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    store = openQueueStore(storeName, database, 1);
    test = await testApp(database);
    sql = openAsSuperuser(database);
    anna = await aShopper(await aChain(test.app, { slug: 'zielony' }));
  });
  afterAll(async () => {
    await test.close();
    await store.close();
    await sql.end();
    await database.drop();
  });
  beforeEach(async () => {
    await store.empty();
    await sql`delete from outbox`;
    const queues = await openQueues(store.address, (error) => errors.push(error));
    closing.push(queues.close);
    enqueue = queues.enqueue;
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
    expect(errors.splice(0)).toEqual([]);
  });

  /** Takes jobs from now on; `seen` are the payloads so far, `errors` the thrown errors. */
  async function take(work: (payload: Payload) => Promise<void> = async () => {}) {
    const seen: Payload[] = [];
    const errors: Error[] = [];
    async function handle(_task: Task, payload: Payload): Promise<void> {
      seen.push(payload);
      await work(payload);
    }
    const workers = await openWorkers(store.address, handle, { jobsInHand: 2, onError: (error) => errors.push(error) });
    let closes: Promise<void> | undefined;
    const close = () => {
      closes ??= workers.close();
      return closes;
    };
    closing.push(close);
    const ids = () => seen.map((payload) => payload?.subjectId);
    return { seen, errors, ids, close, until: (id: string) => until(() => ids().includes(id)) };
  }

  /** Issues an invoice whose jobs go to the real queue. */
  async function issued(): Promise<string> {
    const ctx = { ...anna, app: { ...test.app, enqueue } };
    const receipt = await anOpenReceipt(ctx, aReceipt());
    return (await issue(ctx, allOf(receipt))).id;
  }

  it('runs the work that a commit made due, and contains only its ids', async () => {
    const id = await issued();
    // Ids are random digits and may contain any short number.
    const content = await store.content();
    const words = content.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '');
    expect(content).toContain(id);
    for (const fact of ['Anna', 'Nowak', 'shopper.example', 'Towar', '1299'])
      expect(words).not.toMatch(new RegExp(`\\b${fact}\\b`));
    const taken = await take();
    await taken.until(id);
    expect(taken.seen).toEqual([{ tenantId: anna.chain.id, subjectId: id }]);
  });

  it('runs one of several jobs with the same id, also when the later ones come while it runs', async () => {
    const [id, last] = [crypto.randomUUID(), crypto.randomUUID()];
    const release = Promise.withResolvers<void>();
    await enqueue([dueRender(id), dueRender(id)]);
    await enqueue([dueRender(id)]);
    const taken = await take(({ subjectId }) => (subjectId === id ? release.promise : Promise.resolve()));
    await taken.until(id);
    await enqueue([dueRender(id), dueRender(last)]);
    await taken.until(last);
    release.resolve();
    await taken.close();
    expect(taken.ids()).toEqual([id, last]);
  });

  it('reports the error of a job, tries the job once, and frees its id for another try', async () => {
    const id = crypto.randomUUID();
    const taken = await take(() => Promise.reject(new TypeError('a bug')));
    await enqueue([dueRender(id)]);
    await until(() => taken.errors.length === 1);
    await until(async () => !(await store.content()).includes(id));
    expect(taken.ids()).toEqual([id]);
    await enqueue([dueRender(id)]);
    await until(() => taken.errors.length === 2);
    expect(taken.errors.map(({ name }) => name)).toEqual(['TypeError', 'TypeError']);
  });

  it('continues after jobs that the product would never add', async () => {
    const poison = [null, {}, [], 'text', 7, { tenantId: 1, subjectId: { $ne: null } }, { subjectId: 'x'.repeat(1e6) }];
    for (const payload of poison) await store.put('render', 'render', payload);
    await store.put('render', 'no such name', { tenantId, subjectId: crypto.randomUUID() });
    const good = await issued();
    const taken = await take(async ({ subjectId }) => {
      if (subjectId.length > 100) throw new RangeError('no id');
    });
    await taken.until(good);
    await until(() => taken.seen.length === poison.length + 2);
    await until(() => taken.errors.length >= 6);
  });

  it('waits for running jobs when it is closed, and leaves later jobs to the next worker', async () => {
    const [inHand, later] = [crypto.randomUUID(), crypto.randomUUID()];
    const release = Promise.withResolvers<void>();
    const taken = await take(() => release.promise);
    await enqueue([dueRender(inHand)]);
    await taken.until(inHand);
    let closed = false;
    const closes = taken.close().then(() => {
      closed = true;
    });
    await pause(300);
    await enqueue([dueRender(later)]);
    expect(closed).toBe(false);
    release.resolve();
    await closes;
    const next = await take();
    await next.until(later);
    expect([...taken.ids(), ...next.ids()]).toEqual([inHand, later]);
    expect(taken.errors).toEqual([]);
  });

  it('is refilled by the sweeper with the work that is due in the database, and nothing else', async () => {
    const [due, later] = [await issued(), await issued()];
    await sql`update outbox set due_at = now() - interval '1 second' where subject_id = ${due}`;
    await sql`update outbox set due_at = now() + interval '1 minute' where subject_id = ${later}`;
    await store.empty();
    expect(await store.content()).not.toContain(due);
    const ctx = { app: { ...test.app, enqueue } };
    expect(await sweep(ctx)).toBe(1);
    expect(await sweep(ctx)).toBe(1);
    const taken = await take();
    await taken.until(due);
    await taken.close();
    expect(taken.ids()).toEqual([due]);
  });
});
