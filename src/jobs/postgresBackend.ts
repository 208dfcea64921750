import {
  type BackendFactory,
  type PgPool,
  PostgresConnection,
  type PostgresConnectionOptions,
  PostgresQueueBackend,
} from 'bullmq';
import pg from 'pg';

const schema = 'queue';

/** BullMQ assumes its own schema for a pool that it is given. Our tables are in `queue`, which is the pool's search path too. */
class QueueConnection extends PostgresConnection {
  override readonly schema = schema;
}

/** BullMQ's Postgres backend on one pool: `listening` connections wait for jobs, four more do the rest. */
export function openPostgresBackend(
  connectionString: string,
  listening: number,
): { factory: BackendFactory<PostgresQueueBackend, PostgresConnectionOptions>; close(): Promise<void> } {
  const pool = new pg.Pool({
    connectionString,
    options: `-c search_path="${schema}"`,
    max: listening + 4,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // BullMQ adds its error listener shortly after checkout. Without this no-op listener, a connection closed in that window
  // raises an unhandled 'error' and kills the process. BullMQ still sees the later close event.
  pool.on('connect', (client) => client.on('error', () => {}));
  // pg and BullMQ declare the type of `on` differently; the object is the same.
  const shared = pool as unknown as PgPool;
  return {
    factory: (name, options, { withBlockingConnection } = {}) =>
      new PostgresQueueBackend(
        new QueueConnection(shared),
        name,
        options,
        true,
        withBlockingConnection ? name : undefined,
      ),
    close: () => pool.end(),
  };
}
