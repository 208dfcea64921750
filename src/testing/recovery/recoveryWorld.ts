import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import postgres from 'postgres';
import { inject } from 'vitest';
import type { App, ShopperContext } from '../../app/context.ts';
import { environmentOf, readConfig } from '../../config.ts';
import { allOf } from '../../domain/testing/builders.ts';
import { openApp } from '../../platform.ts';
import { testChromium } from '../browser/printer.ts';
import { aChain, anOpenReceipt, aShopper } from '../builders/app.ts';
import { issue } from '../builders/issuing.ts';
import { aReceipt } from '../builders/receipts.ts';
import { freshDatabase } from '../databases/freshDatabase.ts';
import { openQueueStore, type QueueStore, type StoreName } from '../databases/queueStores.ts';
import { openAsSuperuser } from '../databases/superuser.ts';
import { type Mailbox, openMailbox, type Reaction } from '../network/mailbox.ts';
import { startMs, until } from '../until.ts';
import { startWorker, type WorkerUnderTest } from './workerUnderTest.ts';

export type DocumentRow = {
  invoice: string;
  state: string;
  sha256: string | null;
  key: string | null;
  attempts: number;
};
export type DeliveryRow = { id: string; invoice: string; recipient: string; state: string; attempts: number };

/** A test world with a real database, queue, worker, Chromium and mail server, for the way from an invoice to its mails. */
export type RecoveryWorld = {
  app: App;
  anna: ShopperContext;
  /** A superuser connection, which bypasses policies. */
  sql: postgres.Sql;
  store: QueueStore;
  documentsFolder: string;
  mailbox: Mailbox;
  setReaction(reaction: Reaction): void;
  /** The running worker; starts one when none is running. */
  worker(): Promise<WorkerUnderTest>;
  issue(lines?: number): Promise<string>;
  documents(): Promise<DocumentRow[]>;
  deliveries(): Promise<DeliveryRow[]>;
  /** Moves all due times of the outbox back by this number of seconds. */
  advanceTime(seconds: number): Promise<void>;
  /** Ends every connection to the database, as a restart of PostgreSQL does. */
  endConnections(): Promise<void>;
  /** Makes PostgreSQL refuse connections for `ms` milliseconds, as during a start or a shutdown. */
  refuseConnections(ms: number): Promise<void>;
  /** Waits until no outbox row, document or delivery is pending, advancing time meanwhile. Throws with the pending ones. */
  drain(): Promise<void>;
  close(): Promise<void>;
};

export async function openRecoveryWorld(storeName: StoreName): Promise<RecoveryWorld> {
  const database = await freshDatabase();
  const sql = openAsSuperuser(database);
  const store = openQueueStore(storeName, database, 2);
  await store.empty();
  const folder = await mkdtemp(join(tmpdir(), 'efk-recovery-'));
  const documentsFolder = join(folder, 'documents');
  let reaction: Reaction = 'take';
  const mailbox = await openMailbox(() => reaction);
  const { dataDir, chromiumPath } = testChromium();
  const config = readConfig({
    DATA_DIR: dataDir,
    DATABASE_URL: database.ownerUrl,
    SESSION_SECRET: database.secret,
    SMTP_URL: mailbox.smtpUrl,
    DOCUMENTS_URL: pathToFileURL(documentsFolder).href,
    ...(chromiumPath && { CHROMIUM_PATH: chromiumPath }),
    ...store.env,
  });
  const { app, close } = await openApp(config, { databaseUrl: database.ownerUrl, smtpUrl: mailbox.smtpUrl }, () => {});
  const anna = await aShopper(await aChain(app, { slug: 'zielony' }));
  let running: WorkerUnderTest | undefined;

  async function pending(): Promise<string[]> {
    const rows = await sql<{ what: string }[]>`
      select task || ' ' || subject_id || ' due ' || due_at as what from outbox
      union all select 'document ' || invoice_id || ' ' || state from documents where state = 'queued'
      union all select 'delivery ' || id || ' ' || state from deliveries where state in ('queued', 'retrying')`;
    return rows.map(({ what }) => what);
  }
  const endConnections = async () => {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;
  };
  const advanceTime = async (seconds: number) => {
    await sql`update outbox set due_at = due_at - make_interval(secs => ${seconds})`;
  };

  return {
    ...{ app, anna, sql, store, documentsFolder, mailbox, advanceTime },
    setReaction: (next) => {
      reaction = next;
    },
    async worker() {
      if (!running || running.hasEnded()) running = await startWorker(environmentOf(config));
      return running;
    },
    issue: async (lines = 2) => (await issue(anna, allOf(await anOpenReceipt(anna, aReceipt({ lines }))))).id,
    documents: async () => sql<DocumentRow[]>`
      select invoice_id as invoice, state, encode(sha256, 'hex') as sha256, storage_key as key, attempts from documents`,
    deliveries: async () => sql<DeliveryRow[]>`
      select id, invoice_id as invoice, address as recipient, state, attempts from deliveries order by id`,
    endConnections,
    async refuseConnections(ms) {
      const name = new URL(database.ownerUrl).pathname.slice(1);
      const outside = postgres(inject('superUrl'), { max: 1, onnotice: () => {} });
      await outside`alter database ${outside(name)} with allow_connections false`;
      await endConnections();
      await pause(ms);
      await outside`alter database ${outside(name)} with allow_connections true`;
      await outside.end();
    },
    async drain() {
      const isDrained = async () => {
        if ((await pending()).length === 0) return true;
        await advanceTime(3_600);
        return false;
      };
      const why = async () => `pending:\n${(await pending()).join('\n')}\nthe worker's output:\n${running?.output()}`;
      await until(isDrained, { limitMs: startMs, everyMs: 1_000, why });
    },
    async close() {
      if (running && !running.hasEnded()) await running.stop();
      await close();
      await mailbox.close();
      await store.empty();
      await store.close();
      await sql.end();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
