import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';

type Connection = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0];

const dialect = new PgDialect();

/**
 * A statement whose text is built once instead of at each call; `sql.placeholder(name)` stands for a value. For
 * statements that run several times per invoice: drizzle takes longer to build one than PostgreSQL to execute it.
 */
export function statement<Name extends string>(query: SQL) {
  const built = dialect.sqlToQuery(query);
  return (q: Connection, values: Record<Name, unknown>): Promise<unknown> =>
    q._.session.prepareQuery(built, undefined, undefined, false).execute(values);
}
