import type { SQL } from 'drizzle-orm';
import { PgDialect, type PreparedQueryConfig, QueryBuilder } from 'drizzle-orm/pg-core';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';

type Connection = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0];

const dialect = new PgDialect();

/**
 * A statement whose text is built once instead of at each call; `sql.placeholder(name)` stands for a value. For
 * statements that run several times per invoice: drizzle takes longer to build one than PostgreSQL to execute it.
 * Such statements are sent in the order of their calls, also when none is awaited; drizzle's builders send later.
 */
export function statement<Name extends string, Row = object>(query: SQL) {
  const built = dialect.sqlToQuery(query);
  return (q: Connection, values: Record<Name, unknown>): Promise<Row[]> =>
    q._.session.prepareQuery<RowsOf<Row>>(built, undefined, undefined, false).execute(values);
}

/** A selection from one table by drizzle's builder, with placeholders for the values. */
type Selecting<Row> = { getSQL(): SQL; _: { selectedFields: object; result: Row[] } };

/** The same for a selection: its text is built once, and its rows are what the builder makes of them. */
export function selection<Name extends string, Row>(build: (q: QueryBuilder) => Selecting<Row>) {
  const selecting = build(new QueryBuilder());
  const built = dialect.sqlToQuery(selecting.getSQL());
  const fields = Object.entries(selecting._.selectedFields).map(([name, field]) => ({ path: [name], field }));
  return (q: Connection, values: Record<Name, unknown>): Promise<Row[]> =>
    q._.session.prepareQuery<RowsOf<Row>>(built, fields, undefined, true).execute(values);
}

type RowsOf<Row> = PreparedQueryConfig & { execute: Row[] };

/** A parameter of type uuid[]: the driver knows no array types. */
export function uuidArray(ids: readonly string[]): string {
  return `{${ids.join()}}`;
}
