import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../testing/databases/freshDatabase.ts';
import { openAsSuperuser } from '../testing/databases/superuser.ts';
import { testMs, until } from '../testing/until.ts';
import { today } from './clock.ts';
import { documentOf } from './invoices/documents.ts';
import { loginUrl } from './migrate.ts';
import { invoices } from './schema/invoices.ts';
import { type Database, openDatabase, platformTenant, type TenantTx } from './tenancy.ts';

let database: FreshDatabase;
let db: Database;
let many: Database;
let superuser: postgres.Sql;
beforeAll(async () => {
  database = await freshDatabase();
  const url = loginUrl(database.ownerUrl, 'efk_login', database.secret);
  db = openDatabase(url, 1);
  many = openDatabase(url, 4);
  superuser = openAsSuperuser(database);
});
afterAll(async () => {
  await Promise.all([db.close(), many.close(), superuser.end()]);
  await database.drop();
});

const door = { role: 'door', tenantId: platformTenant } as const;

it('a statement is prepared once per connection and reused from then on', async () => {
  for (let time = 0; time < 3; time += 1) await db.withTenant(door, (tx) => today(tx, 'Europe/Warsaw'));
  const rows = await db.withTenant(door, (tx) =>
    tx.q.execute(sql`
      select (generic_plans + custom_plans)::int as uses from pg_prepared_statements
      where statement like 'select (now() at time zone%'`),
  );
  expect(rows).toEqual([{ uses: 3 }]);
});

it('of pipelined statements, the first failure is thrown, and not its consequences', async () => {
  const worker = { role: 'worker', tenantId: platformTenant } as const;
  const together = (tx: TenantTx) =>
    Promise.all([documentOf(tx, platformTenant), tx.q.select({ id: invoices.id }).from(invoices).limit(1)]);
  // Only prepared statements are pipelined.
  expect(await db.withTenant(worker, together)).toEqual([undefined, []]);
  await expect(db.withTenant(door, together)).rejects.toMatchObject({ cause: { code: '42501' } });
  expect(await db.withTenant(door, (tx) => today(tx, 'Europe/Warsaw'))).toMatch(/^\d{4}-/);
});

const endAllConnections = () => superuser`
  select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
const notify = (channel: string, text: string) => superuser`select pg_notify(${channel}, ${text})`;
const answer = async (tx: TenantTx) => (await tx.q.execute<{ n: number }>(sql`select 1 as n`))[0]?.n;

it('an ended connection fails its transaction, and the next transaction works', async () => {
  for (let round = 0; round < 20; round += 1) {
    const asleep = Array.from({ length: 4 }, () =>
      many.withTenant(door, (tx) => tx.q.execute(sql`select pg_sleep(${testMs / 1000})`)),
    );
    const outcomes = Promise.allSettled(asleep);
    await until(async () => (await sleeping()) === 4, { everyMs: 10 });
    await endAllConnections();
    for (const outcome of await outcomes) expect(outcome.status).toBe('rejected');
    expect(await many.withTenant(door, answer)).toBe(1);
  }
});

async function sleeping(): Promise<number> {
  const [row] = await superuser<{ n: number }[]>`
    select count(*)::int as n from pg_stat_activity where datname = current_database() and query like 'select pg_sleep%'
    and state = 'active'`;
  return row?.n ?? 0;
}

it('a listener whose connection was ended listens again', async () => {
  const received: string[] = [];
  const unlisten = await many.listen('efk_test', (text) => received.push(text));
  await notify('efk_test', 'before');
  await until(() => received.includes('before'));
  await endAllConnections();
  await until(async () => {
    await notify('efk_test', 'after');
    return received.includes('after');
  });
  await unlisten();
  const before = received.length;
  await notify('efk_test', 'late');
  await many.withTenant(door, answer);
  expect(received).toHaveLength(before);
});

it('many ended connections at once fail their transactions, but neither the process nor later transactions', async () => {
  let storm = true;
  const shopping = Array.from({ length: 12 }, async () => {
    while (storm) await Promise.allSettled([many.withTenant(door, async (tx) => [await answer(tx), await answer(tx)])]);
  });
  for (let gust = 0; gust < 150; gust += 1) {
    await endAllConnections();
    await pause(gust % 20);
  }
  storm = false;
  await Promise.all(shopping);
  expect(await Promise.all(Array.from({ length: 20 }, () => many.withTenant(door, answer)))).toEqual(Array(20).fill(1));
});
