import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { enqueue } from '../../db/outbox.ts';
import { Problem } from '../../domain/problem.ts';
import { aChain, type OwnTestApp, openTestApp } from '../../testing/builders/app.ts';
import type { WorkerApp } from '../workerContext.ts';
import { enqueueNext } from './afterCommit.ts';
import { chainsCoolingDown, coolDown, cooldownSeconds } from './cooldowns.ts';
import { type Failure, type Job, runnerOf } from './run.ts';

let test: OwnTestApp;
let tenantId: string;
let app: WorkerApp;
const never = () => Promise.reject(new Error('not part of this test'));
beforeAll(async () => {
  test = await openTestApp();
  tenantId = (await aChain(test.app, { slug: 'zielony' })).chain.id;
  app = { ...test.app, renderTemplate: never, print: never, readBack: never };
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.sql`delete from outbox`;
  test.enqueued.length = 0;
});

/** Inserts entries that have been due for this many seconds. */
async function due(...seconds: number[]): Promise<string[]> {
  const ids = seconds.map(() => crypto.randomUUID());
  for (const [index, id] of ids.entries())
    await test.sql`insert into outbox (tenant_id, task, subject_id, due_at)
      values (${tenantId}, 'render', ${id}, now() - make_interval(secs => ${seconds[index] ?? 0}))`;
  return ids;
}

const failures: Failure[] = [];
const job: Job<string, void> = {
  mostAttempts: 2,
  begin: async (_tx, subjectId) => ({ attempt: 1, material: subjectId }),
  work: async () => {},
  complete: async () => undefined,
  fail: async (_tx, _material, failure) => void failures.push(failure),
};
const run = (subjectId: string, changes: Partial<Job<string, void>> = {}) =>
  runnerOf('render', { ...job, ...changes })({ app, input: { tenantId, subjectId } });
const handedOut = () => test.enqueued.splice(0).map(({ task, subjectId }) => [task, subjectId]);
const left = async () => (await test.sql`select subject_id from outbox order by due_at`).map((row) => row.subject_id);

it('writing an entry adds the entry due for longest to the queue, which may be another one', async () => {
  const [older] = await due(60);
  await test.app.db.withTenant({ role: 'worker', tenantId }, (tx) => enqueue(tx, 'render', [crypto.randomUUID()]));
  await enqueueNext(test.app, { tenantId, task: 'render' });
  expect(handedOut()).toEqual([['render', older]]);
});

it('a job adds the next entry to the queue before its own work ends', async () => {
  const [first = '', second] = await due(60, 50, 40);
  const release = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const running = run(first, {
    work: () => {
      begun.resolve();
      return release.promise;
    },
  });
  await begun.promise;
  expect(handedOut()).toEqual([['render', second]]);
  release.resolve();
  await running;
  expect(handedOut()).toEqual([]);
  expect(await left()).not.toContain(first);
});

it('a job that found no next entry at its beginning adds at its end what was committed meanwhile', async () => {
  const [first = ''] = await due(60);
  let second: string | undefined;
  await run(first, {
    work: async () => {
      [second] = await due(0);
    },
  });
  expect(handedOut()).toEqual([['render', second]]);
});

it('follow-up work is inserted with the result and added to the queue', async () => {
  const [first = ''] = await due(60);
  const subjectIds = [crypto.randomUUID()];
  await run(first, { complete: async () => ({ task: 'deliver', subjectIds }) });
  expect(handedOut()).toEqual([['deliver', subjectIds[0]]]);
  expect(await left()).toEqual(subjectIds);
});

it('an entry that cannot begin is postponed, and does not delay the one behind it', async () => {
  const [first = '', second] = await due(60, 50);
  const bug = new RangeError('a bug');
  await expect(run(first, { begin: () => Promise.reject(bug) })).rejects.toBe(bug);
  expect(handedOut()).toEqual([['render', second]]);
  expect(await left()).toEqual([second, first]);
});

it('a bug is retried until the last attempt, a Problem is final at once, and a deleted entry is no work', async () => {
  const [first = ''] = await due(60);
  const bug = { work: () => Promise.reject(new TypeError('a bug')) };
  await expect(run(first, bug)).rejects.toThrow('a bug');
  expect(await left()).toEqual([first]);
  await expect(run(first, { ...bug, begin: async () => ({ attempt: 2, material: '' }) })).rejects.toThrow('a bug');
  expect(await left()).toEqual([]);
  const [other = ''] = await due(60);
  await expect(run(other, { work: () => Promise.reject(new Problem('document.failed')) })).rejects.toThrow(Problem);
  await run(other, bug);
  expect(failures.splice(0)).toEqual([
    { reason: 'TypeError', final: false },
    { reason: 'TypeError', final: true },
    { reason: 'document.failed', final: true },
  ]);
});

it('a cooldown is stored with the chain until it ends', async () => {
  await aChain(test.app, { slug: 'megadom' });
  expect(await chainsCoolingDown({ app: test.app })).toEqual([]);
  await coolDown({ app: test.app, input: { tenantId } });
  expect(await chainsCoolingDown({ app: test.app })).toEqual([tenantId]);
  await test.sql`update chains set cooldown_until = cooldown_until - make_interval(secs => ${cooldownSeconds})`;
  expect(await chainsCoolingDown({ app: test.app })).toEqual([]);
});
