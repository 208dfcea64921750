import postgres from 'postgres';
import { inject } from 'vitest';
import type { FreshDatabase } from './freshDatabase.ts';

/** One superuser connection, which bypasses policies. It may fill tables, `set role`, and change the schema in rolledBack(). */
export function openAsSuperuser(database: FreshDatabase): postgres.Sql {
  const url = new URL(inject('superUrl'));
  url.pathname = new URL(database.ownerUrl).pathname;
  return postgres(url.href, { max: 1, onnotice: () => {} });
}

/** Runs the work in a transaction, rolls back, and returns the result of the work. */
export async function rolledBack<T>(sql: postgres.Sql, work: (tx: postgres.TransactionSql) => Promise<T>): Promise<T> {
  const undo = new Error('undone');
  let result: { value: T } | undefined;
  await sql
    .begin(async (tx) => {
      result = { value: await work(tx) };
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  if (!result) throw new Error('the work gave nothing');
  return result.value;
}
