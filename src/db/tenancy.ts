import { sql } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { preparing } from './preparing.ts';
import { statement } from './statement.ts';

/** The caller of the database. Each role is a database role with its own grants and policies. */
export type Actor =
  | { role: 'door'; tenantId: string }
  | { role: 'pos'; tenantId: string }
  | { role: 'shopper'; tenantId: string; shopperId?: string }
  | { role: 'staff'; tenantId: string; staffId: string; storeId?: string }
  | { role: 'admin'; tenantId: string; staffId: string }
  | { role: 'corrector'; tenantId: string }
  | { role: 'worker'; tenantId: string }
  | { role: 'operator'; tenantId: string }
  | { role: 'purger'; tenantId: string };

/** The tenant of the platform's own rows. */
export const platformTenant = '00000000-0000-0000-0000-000000000000';

type Transaction = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0];

/** An open transaction in one tenant's context. Only `withTenant` creates one. */
export type TenantTx = {
  readonly tenantId: string;
  readonly actor: Actor;
  readonly q: Transaction;
  readonly door: unique symbol;
};

/** An open transaction that reads across chains, limited to a few columns of a few tables by the role's grants. */
export type PlatformTx = { readonly q: Transaction; readonly across: unique symbol };

export type Database = {
  /** The only way to a chain's rows: a transaction under the actor's role, tenant and id. */
  withTenant<T>(actor: Actor, work: (tx: TenantTx) => Promise<T>): Promise<T>;
  /** The only way to read across chains. */
  withPlatform<T>(role: 'door' | 'sweeper' | 'operator', work: (tx: PlatformTx) => Promise<T>): Promise<T>;
  /** Calls back for every NOTIFY on the channel until the returned function is called. */
  listen(channel: string, onMessage: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
};

/**
 * Opens the pool. It is small on purpose: with ten connections, six times as many invoices are issued per second as with
 * a hundred.
 */
export function openDatabase(url: string, poolSize = 10): Database {
  const client = postgres(url, {
    max: poolSize,
    connect_timeout: 10,
    // The driver's default is up to 20 s before it connects again to a restarted database.
    backoff: (failures) => Math.min(1, 3 ** failures / 100),
    onnotice: () => {},
    // Off: the driver would query types on each new connection, and an error of that query would be unhandled and end the
    // process. Drizzle knows our types.
    fetch_types: false,
    connection: {
      application_name: 'efakturomat',
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 30_000,
    },
    types: { bigint: { to: 20, from: [20], serialize: String, parse: safeInteger } },
  });
  const db = drizzle(preparing(client));

  return {
    withTenant: (actor, work) =>
      db.transaction((q) =>
        withSettings(q, settingsOf(actor), () => work({ tenantId: actor.tenantId, actor, q } as TenantTx)),
      ),
    withPlatform: (role, work) =>
      db.transaction((q) =>
        withSettings(q, { role: `efk_${role}`, tenant: '', actor: '', store: '' }, () => work({ q } as PlatformTx)),
      ),
    async listen(channel, onMessage) {
      // After a lost connection the driver listens again, but its unlisten() no longer works.
      let wanted = true;
      const { unlisten } = await client.listen(channel, (payload) => wanted && onMessage(payload));
      return async () => {
        wanted = false;
        await unlisten();
      };
    },
    close: () => client.end({ timeout: 5 }),
  };
}

// The settings and the first query are pipelined, which saves one round trip per request.
async function withSettings<T>(q: Transaction, settings: Settings, work: () => Promise<T>): Promise<T> {
  const entered = setAll(q, settings);
  const [, result] = await Promise.all([entered, work()]);
  return result;
}

type Settings = { role: string; tenant: string; actor: string; store: string };

const setAll = statement<keyof Settings>(sql`
  select set_config('role', ${sql.placeholder('role')}, true),
    set_config('app.tenant_id', ${sql.placeholder('tenant')}, true),
    set_config('app.actor_id', ${sql.placeholder('actor')}, true),
    set_config('app.store_id', ${sql.placeholder('store')}, true),
    set_config('app.receipt_ids', '', true), set_config('app.receipt_code', '', true)`);

function settingsOf(actor: Actor): Settings {
  const store = actor.role === 'staff' ? (actor.storeId ?? '') : '';
  return { role: `efk_${actor.role}`, tenant: actor.tenantId, actor: actorId(actor), store };
}

function actorId(actor: Actor): string {
  if (actor.role === 'shopper') return actor.shopperId ?? '';
  return actor.role === 'staff' || actor.role === 'admin' ? actor.staffId : '';
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`integer out of range: ${text}`);
  return value;
}
