import { afterAll, beforeAll, expect, it } from 'vitest';
import { enqueue } from '../../db/outbox.ts';
import { aChain, type OwnTestApp, openTestApp } from '../../testing/builders/app.ts';
import { doChores } from './chores.ts';
import { sweep } from './sweep.ts';

let test: OwnTestApp;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());

it('a sweep adds for each chain and task the entry due for longest, however many are due', async () => {
  const [busy, other] = [await aChain(test.app, { slug: 'busy' }), await aChain(test.app, { slug: 'other' })];
  const [oldest, single] = [crypto.randomUUID(), crypto.randomUUID()];
  await test.sql`insert into outbox (tenant_id, task, subject_id, due_at)
    select ${busy.chain.id}, 'render', gen_random_uuid(), now() - interval '1 hour' from generate_series(1, 1000)`;
  await test.sql`insert into outbox (tenant_id, task, subject_id, due_at) values
    (${busy.chain.id}, 'render', ${oldest}, now() - interval '2 hours'),
    (${other.chain.id}, 'deliver', ${single}, now() - interval '1 second'),
    (${other.chain.id}, 'render', ${single}, now() + interval '1 second')`;
  test.enqueued.length = 0;
  expect(await sweep({ app: test.app })).toBe(2);
  expect(test.enqueued).toHaveLength(2);
  expect(test.enqueued).toContainEqual({ task: 'render', tenantId: busy.chain.id, subjectId: oldest });
  expect(test.enqueued).toContainEqual({ task: 'deliver', tenantId: other.chain.id, subjectId: single });
});

it('of simultaneous workers one does the chore, and any of them does the next', async () => {
  const tenantId = (await aChain(test.app, { slug: 'third' })).chain.id;
  await test.app.db.withTenant({ role: 'worker', tenantId }, (tx) => enqueue(tx, 'render', [crypto.randomUUID()]));
  await test.sql`delete from chores`;
  const round = async () => (await Promise.all(Array.from({ length: 5 }, () => doChores({ app: test.app })))).flat();
  expect((await round()).toSorted()).toEqual(['months', 'purge', 'sweep', 'tidy']);
  expect(await round()).toEqual([]);
  await test.sql`update chores set due_at = now() where name = 'sweep'`;
  expect(await round()).toEqual(['sweep']);
});
