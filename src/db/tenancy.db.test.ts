import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../testing/freshDatabase.ts';
import { documentOf } from './documents.ts';
import { today } from './invoices.ts';
import { loginUrl } from './migrate.ts';
import { invoices } from './schema.ts';
import { type Database, openDatabase, platformTenant, type TenantTx } from './tenancy.ts';

let database: FreshDatabase;
let db: Database;
beforeAll(async () => {
  database = await freshDatabase();
  db = openDatabase(loginUrl(database.ownerUrl, 'efk_login', database.secret), 1);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const door = { role: 'door', tenantId: platformTenant } as const;

it('a statement is prepared once a connection and used from then on', async () => {
  for (let time = 0; time < 3; time += 1) await db.withTenant(door, (tx) => today(tx, 'Europe/Warsaw'));
  const rows = await db.withTenant(door, (tx) =>
    tx.q.execute(sql`
      select (generic_plans + custom_plans)::int as uses from pg_prepared_statements
      where statement like 'select (now() at time zone%'`),
  );
  expect(rows).toEqual([{ uses: 3 }]);
});

it('of statements sent together, the first that fails is the one that is thrown, and not what follows from it', async () => {
  const worker = { role: 'worker', tenantId: platformTenant } as const;
  const together = (tx: TenantTx) =>
    Promise.all([documentOf(tx, platformTenant), tx.q.select({ id: invoices.id }).from(invoices).limit(1)]);
  // Only what is prepared travels together.
  expect(await db.withTenant(worker, together)).toEqual([undefined, []]);
  await expect(db.withTenant(door, together)).rejects.toMatchObject({ cause: { code: '42501' } });
  expect(await db.withTenant(door, (tx) => today(tx, 'Europe/Warsaw'))).toMatch(/^\d{4}-/);
});
