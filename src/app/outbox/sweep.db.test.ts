import { afterAll, beforeAll, expect, it } from 'vitest';
import { aChain, type OwnTestApp, openTestApp } from '../../testing/builders/app.ts';
import { sweep } from './sweep.ts';

let test: OwnTestApp;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());

it('a chain with more due than one sweep hands out leaves room for another chain’s later entry', async () => {
  const [busy, other] = [await aChain(test.app, { slug: 'busy' }), await aChain(test.app, { slug: 'other' })];
  await test.sql`insert into outbox (tenant_id, task, subject_id, due_at)
    select ${busy.chain.id}, 'render', gen_random_uuid(), now() - interval '1 hour' from generate_series(1, 1000)`;
  const subjectId = crypto.randomUUID();
  await test.sql`insert into outbox (tenant_id, task, subject_id, due_at)
    values (${other.chain.id}, 'deliver', ${subjectId}, now() - interval '1 second')`;
  test.enqueued.length = 0;
  expect(await sweep({ app: test.app })).toBe(500);
  expect(test.enqueued).toContainEqual({ task: 'deliver', tenantId: other.chain.id, subjectId });
});
