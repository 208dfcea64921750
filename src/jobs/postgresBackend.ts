import {
  type BackendFactory,
  type PgPool,
  PostgresConnection,
  type PostgresConnectionOptions,
  PostgresQueueBackend,
} from 'bullmq';
import pg from 'pg';

const schema = 'queue';

/** BullMQ takes a ready pool for one in its own schema; ours is in `queue`, which the pool's search path says too. */
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
  // BullMQ begins to listen for errors a moment after it got a connection. When PostgreSQL ends one in that moment, the
  // error would be nobody's and end this process; the end itself is told again right after, and then BullMQ hears it.
  pool.on('connect', (client) => client.on('error', () => {}));
  // The same thing; pg and BullMQ only describe its `on` in different words.
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
