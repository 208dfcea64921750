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
    await copyRights(sql, options);
  });
}

/** `create database` copies everything but the rights on the database itself, which the migrations changed too. */
async function copyRights(sql: postgres.Sql, { name, template }: { name: string; template: string }): Promise<void> {
  const everybody = sql`(select oid, rolname::text as name from pg_roles union all select 0, 'public')`;
  const rights = (database: string) => sql`
    select r.name as grantee, g.privilege_type as privilege from pg_database d
    cross join lateral aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) g
    join ${everybody} r on r.oid = g.grantee where d.datname = ${database} and g.grantee <> d.datdba`;
  const statements = await sql<{ statement: string }[]>`
    select format('revoke %s on database %I from %s', privilege, ${name}::text, grantee) as statement
    from (${rights(name)} except ${rights(template)}) as lost
    union all
    select format('grant %s on database %I to %s', privilege, ${name}::text, grantee)
    from (${rights(template)} except ${rights(name)}) as gained`;
  for (const { statement } of statements) await sql.unsafe(statement);
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
