import type postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importReceipts } from '../app/receipts/import.ts';
import { aChain, testApp } from '../testing/builders/app.ts';
import { aReceipt } from '../testing/builders/receipts.ts';
import { type FreshDatabase, freshDatabase } from '../testing/databases/freshDatabase.ts';
import { openAsSuperuser } from '../testing/databases/superuser.ts';

let database: FreshDatabase;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await freshDatabase();
  sql = openAsSuperuser(database);
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

it('every table starts with statistics that rate the tenant alone as not selective', async () => {
  const tables = await sql`
    select c.relname, s.n_distinct from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
    left join pg_stats s on s.schemaname = 'public' and s.tablename = c.relname and s.attname = 'tenant_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`;
  expect(tables.length).toBeGreaterThan(10);
  expect(tables.filter((table) => table.n_distinct !== 1)).toEqual([]);
});

it('a connection that planned for few receipts still finds each by its whole key when there are many', async () => {
  const test = await testApp(database);
  const ctx = await aChain(test.app, { slug: 'zielony' });
  for (let few = 0; few < 60; few += 1) await importReceipts({ ctx, input: [aReceipt()] });
  const many = () => Array.from({ length: 250 }, () => aReceipt({ lines: 8 }));
  for (let chunk = 0; chunk < 4; chunk += 1) await importReceipts({ ctx, input: many() });
  // Other connections see a connection's statistics once it is closed.
  await test.close();
  await expect.poll(async () => (await receiptsRead()).inserted).toBe(1_060);
  expect((await receiptsRead()).read).toBeLessThan(50_000);
});

async function receiptsRead(): Promise<{ inserted: number; read: number }> {
  const [row] = await sql<{ inserted: number; read: number }[]>`
    select n_tup_ins::int as inserted, (seq_tup_read + sum(idx_tup_read))::int as read
    from pg_stat_user_tables t join pg_stat_user_indexes i using (relid)
    where t.relname = 'receipts' group by n_tup_ins, seq_tup_read`;
  return row ?? { inserted: 0, read: 0 };
}
