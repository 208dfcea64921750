import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../testing/databases/freshDatabase.ts';
import { openAsSuperuser } from '../../testing/databases/superuser.ts';
import { type Catalogue, readCatalogue } from '../../testing/isolation/catalogue.ts';
import * as chains from './chains.ts';
import * as corrections from './corrections.ts';
import * as documents from './documents.ts';
import * as idempotencyKeys from './idempotencyKeys.ts';
import * as invoices from './invoices.ts';
import * as mailedOrders from './mailedOrders.ts';
import * as outbox from './outbox.ts';
import * as people from './people.ts';
import * as receipts from './receipts.ts';
import * as templates from './templates.ts';

const tables = [
  chains,
  corrections,
  documents,
  idempotencyKeys,
  invoices,
  mailedOrders,
  outbox,
  people,
  receipts,
  templates,
]
  .flatMap((room) => Object.values(room))
  .filter((one) => one instanceof PgTable);

let database: FreshDatabase;
let sql: postgres.Sql;
let catalogue: Catalogue;
beforeAll(async () => {
  database = await freshDatabase();
  sql = openAsSuperuser(database);
  catalogue = await readCatalogue(sql);
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

it('the schema describes every table of the database and no other', () => {
  const known = tables.map((table) => getTableConfig(table).name).sort();
  expect(known).toEqual(catalogue.relations.map((relation) => relation.name).sort());
});

describe.each(tables.map((table) => [getTableConfig(table).name, getTableConfig(table)] as const))(
  '%s',
  (name, config) => {
    it('has the columns, types and nullability that queries expect', () => {
      const known = config.columns.map((column) => ({
        name: column.name,
        type: column.getSQLType().replace(', ', ','),
        notNull: column.notNull,
      }));
      const there = catalogue.columns.filter((column) => column.table === name);
      expect(known).toEqual(there.map(({ name, type, notNull }) => ({ name, type, notNull })));
    });

    it('has a default for each column that queries leave out', () => {
      const counted = config.columns.filter((column) => column.hasDefault).map((column) => column.name);
      const filled = catalogue.columns.filter((column) => column.table === name && column.default !== null);
      expect(filled.map((column) => column.name)).toEqual(expect.arrayContaining(counted));
    });

    it('has the primary key that the description names', () => {
      const known = config.primaryKeys[0]?.columns ?? config.columns.filter((column) => column.primary);
      const there = catalogue.indexes.find((index) => index.table === name && index.primary);
      expect(known.map((column) => column.name)).toEqual(there?.columns);
    });
  },
);
