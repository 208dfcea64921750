import { createHmac } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createPostgresBackend, withBackend } from 'bullmq';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));
// Any constant works: processes that start at the same time then migrate one after another.
const migrationLock = 7_402_116;

/** Migrates the database and sets the passwords of the two login roles. Safe to run at every start. */
export async function migrate(ownerUrl: string, secret: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${migrationLock})`;
    await runMigrations(drizzle(sql), { migrationsFolder });
    await allowLogin(sql, 'efk_login', secret);
    await allowLogin(sql, 'efk_queue', secret);
    await migrateQueue(sql, loginUrl(ownerUrl, 'efk_queue', secret));
  } finally {
    await sql.end();
  }
}

/** The owner's URL with a role that owns nothing. The role's password is derived from the secret, so none is stored. */
export function loginUrl(ownerUrl: string, role: LoginRole, secret: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = rolePassword(role, secret);
  return url.toString();
}

export type LoginRole = 'efk_login' | 'efk_queue';

function rolePassword(role: LoginRole, secret: string): string {
  return createHmac('sha256', secret).update(`database role ${role}`).digest('base64url');
}

async function allowLogin(sql: postgres.Sql, role: LoginRole, secret: string): Promise<void> {
  // `alter role` takes no parameters, so PostgreSQL quotes the statement.
  const [row] = await sql<{ statement: string }[]>`
    select format('alter role %I password %L', ${role}::text, ${rolePassword(role, secret)}::text) as statement`;
  if (row) await sql.unsafe(row.statement);
}

// BullMQ runs `create schema if not exists`, which needs the right to create even when the schema exists.
async function migrateQueue(sql: postgres.Sql, queueUrl: string): Promise<void> {
  const [row] = await sql<{ database: string }[]>`select current_database() as database`;
  const database = row?.database ?? '';
  await sql`grant create on database ${sql(database)} to efk_queue`;
  try {
    const { Queue } = withBackend(createPostgresBackend);
    const queue = new Queue('render', {
      connection: { connectionString: queueUrl, schema: 'queue', migrate: true, max: 1 },
    });
    await queue.waitUntilReady();
    await queue.close();
  } finally {
    await sql`revoke create on database ${sql(database)} from efk_queue`;
  }
}
