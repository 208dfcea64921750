import type postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allOf } from '../domain/testing/builders.ts';
import { aChain, anOpenReceipt, aShopper, type TestApp, testApp } from '../testing/app.ts';
import { type FreshDatabase, freshDatabase } from '../testing/freshDatabase.ts';
import { issue } from '../testing/issuing.ts';
import { aReceipt } from '../testing/receipts.ts';
import { openAsSuperuser } from '../testing/superuser.ts';
import { putOff } from './putOff.ts';
import { sweep } from './sweep.ts';

let database: FreshDatabase;
let test: TestApp;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await freshDatabase();
  test = await testApp(database);
  sql = openAsSuperuser(database);
});
afterAll(async () => {
  await test.close();
  await sql.end();
  await database.drop();
});

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
