import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';

/** The session secret of the test cluster, from which the passwords of its login roles are derived. */
export const testSecret = 'a-secret-for-tests-and-nothing-else';

export type FreshDatabase = {
  /** URL of a migrated, empty database of the caller's own, for the role `efk_owner`. */
  ownerUrl: string;
  secret: string;
  drop(): Promise<void>;
};

/**
 * Creates a database for one test file. Call it in `beforeAll` and `drop` in `afterAll`. It needs a Vitest project with the
 * setup of postgres.ts.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const superUrl = inject('superUrl');
  const ownerUrl = new URL(inject('templateUrl'));
  const template = ownerUrl.pathname.slice(1);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await createDatabaseFrom({ superUrl, template, name });
  ownerUrl.pathname = `/${name}`;
  return { ownerUrl: ownerUrl.href, secret: testSecret, drop: () => dropDatabase(superUrl, name) };
}

/** Copies a database file by file. PostgreSQL refuses to copy a database that has connections. */
export async function createDatabaseFrom(options: { superUrl: string; template: string; name: string }): Promise<void> {
  await asSuperuser(options.superUrl, async (sql) => {
    const [name, template] = [sql(options.name), sql(options.template)];
    await sql`create database ${name} template ${template} owner efk_owner strategy file_copy`;
    await copyRights(sql, options);
  });
}

/** Copies the privileges on the database itself, which `create database` leaves out and which migrations changed. */
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
  // With force, connections that a failed test left open do not make the drop fail.
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
