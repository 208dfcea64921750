import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';

/** What the login roles of the test cluster got their passwords from; use it wherever a session secret is asked for. */
export const testSecret = 'a-secret-for-tests-and-nothing-else';

export type FreshDatabase = {
  /** Of `efk_owner`, into a database that is migrated, empty and nobody else's. */
  ownerUrl: string;
  secret: string;
  drop(): Promise<void>;
};

/** A database for one test file: `beforeAll` makes it, `afterAll` drops it. Only in projects with the Postgres setup. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const superUrl = inject('superUrl');
  const ownerUrl = new URL(inject('templateUrl'));
  const template = ownerUrl.pathname.slice(1);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await createDatabaseFrom({ superUrl, template, name });
  ownerUrl.pathname = `/${name}`;
  return { ownerUrl: ownerUrl.href, secret: testSecret, drop: () => dropDatabase(superUrl, name) };
}

/** Copies a database that nobody is connected to, file by file. */
export async function createDatabaseFrom(options: { superUrl: string; template: string; name: string }): Promise<void> {
  await asSuperuser(options.superUrl, async (sql) => {
    const [name, template] = [sql(options.name), sql(options.template)];
    await sql`create database ${name} template ${template} owner efk_owner strategy file_copy`;
  });
}

async function dropDatabase(superUrl: string, name: string): Promise<void> {
  // Force: a pool that a failed test left open must not fail the ones after it.
  await asSuperuser(superUrl, async (sql) => {
    await sql`drop database if exists ${sql(name)} with (force)`;
  });
}

async function asSuperuser(superUrl: string, work: (sql: postgres.Sql) => Promise<void>): Promise<void> {
  const sql = postgres(superUrl, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
