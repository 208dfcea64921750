import type { App, Report } from './app/context.ts';
import { type Config, originOf } from './config.ts';
import { loginUrl } from './db/migrate.ts';
import { openDatabase } from './db/tenancy.ts';
import { openDocumentStore } from './documents/store.ts';
import { openQueues, type QueueAddress } from './jobs/queue.ts';
import { openMailer } from './mail/send.ts';
import { openTemplateThreads } from './render/threads/threads.ts';

/** A chain checks in one at a time: with two, a source that runs into the limits leaves one to the others. */
const checkingThreads = 2;

/** What a process of the platform needs of its configuration to be there. */
export type Addresses = { databaseUrl: string; smtpUrl: string };

/** Opens everything verbs use, from the configuration; the worker opens the same. */
export async function openApp(
  config: Config,
  { databaseUrl, smtpUrl }: Addresses,
  report: Report,
): Promise<{ app: App; close(): Promise<void> }> {
  const db = openDatabase(loginUrl(databaseUrl, 'efk_login', config.sessionSecret), config.poolSize);
  const queues = await openQueues(queueAddress(config, databaseUrl), (error) => report(error, 'queue'));
  const mailer = openMailer(smtpUrl);
  const threads = openTemplateThreads({ size: checkingThreads, nice: 10 });
  return {
    app: {
      db,
      enqueue: queues.enqueue,
      documents: openDocumentStore(config.documentsUrl),
      sendMail: mailer.send,
      checkSource: threads.check,
      report,
      secret: config.sessionSecret,
      origin: (slug) => originOf(config, slug),
      mailFrom: config.mailFrom,
    },
    async close() {
      mailer.close();
      await threads.close();
      await queues.close();
      await db.close();
    },
  };
}

export function queueAddress(config: Config, databaseUrl: string): QueueAddress {
  if (config.redisUrl) return { redis: config.redisUrl };
  return { postgres: loginUrl(databaseUrl, 'efk_queue', config.sessionSecret) };
}
