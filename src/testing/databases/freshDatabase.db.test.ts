import postgres from 'postgres';
import { expect, inject, it } from 'vitest';
import { freshDatabase } from './freshDatabase.ts';

it('two fresh databases share no table, and drop() removes them', async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
  const [inOne, inOther] = [one, other].map(({ ownerUrl }) => postgres(ownerUrl, { max: 1, onnotice: () => {} }));
  if (!inOne || !inOther) throw new Error('two connections are expected');
  await inOne`create table only_here (id int)`;
  const tables = (sql: postgres.Sql) => sql`select from pg_tables where tablename in ('only_here', 'receipts')`;
  expect((await tables(inOne)).count).toBe(2);
  expect((await tables(inOther)).count).toBe(1);
  await Promise.all([one.drop(), other.drop()]);

  const superuser = postgres(inject('superUrl'), { max: 1 });
  const names = [one, other].map(({ ownerUrl }) => new URL(ownerUrl).pathname.slice(1));
  expect((await superuser`select from pg_database where datname in ${superuser(names)}`).count).toBe(0);
  await superuser.end();
});
