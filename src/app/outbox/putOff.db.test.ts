import type postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allOf } from '../../domain/testing/builders.ts';
import { aChain, anOpenReceipt, aShopper, type OwnTestApp, openTestApp } from '../../testing/builders/app.ts';
import { issue } from '../../testing/builders/issuing.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import { putOff } from './putOff.ts';
import { sweep } from './sweep.ts';

let test: OwnTestApp;
let sql: postgres.Sql;
beforeAll(async () => {
  test = await openTestApp();
  sql = test.sql;
});
afterAll(() => test.close());

it('work that is put off is handed out when its time has come, and not before', async () => {
  const site = await aChain(test.app, { slug: 'zielony' });
  const invoice = await issue(await aShopper(site), allOf(await anOpenReceipt(site, aReceipt())));
  const due = { task: 'render', tenantId: site.chain.id, subjectId: invoice.id } as const;
  const pass = (seconds: number) => sql`update outbox set due_at = due_at - make_interval(secs => ${seconds})`;
  await putOff({ app: test.app, input: { ...due, seconds: 40 } });
  await pass(30);
  test.enqueued.length = 0;
  await sweep({ app: test.app });
  expect(test.enqueued).toEqual([]);
  await pass(11);
  await sweep({ app: test.app });
  expect(test.enqueued).toEqual([due]);
});
