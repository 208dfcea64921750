import type { App, Report } from './app/context.ts';
import { openSealer } from './app/sealing/sealer.ts';
import type { Register } from './companies/register.ts';
import { openRegisters } from './companies/registers.ts';
import { type Config, originOf } from './config.ts';
import { contractCountry } from './contract/country.ts';
import { loginUrl } from './db/migrate.ts';
import { openDatabase } from './db/tenancy.ts';
import { openDocumentStore } from './documents/store.ts';
import { chainDay } from './domain/day.ts';
import { openQueues, type QueueAddress } from './jobs/queue.ts';
import { ksefConnection } from './ksef/environments.ts';
import { openMailer } from './mail/send.ts';
import { openTemplateThreads } from './render/threads/threads.ts';

/**
 * A chain uses one thread at a time, so with two threads a chain whose source reaches the limits leaves one to other
 * chains.
 */
const checkingThreads = 2;

/** Addresses that a process of the platform requires. */
export type Addresses = { databaseUrl: string; smtpUrl: string };

/** Opens the database, queue, mailer and other parts of `App` from the configuration, for the server and the worker. */
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
      registers: registersOf(config),
      ksef: ksefConnection(config.ksefEnvironment ?? 'off'),
      sealer: openSealer(config.secretsKeys),
      checkSource: threads.check,
      drawIcon: threads.icon,
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

function registersOf({ companyRegisters, gusKey }: Config): Register[] {
  if (companyRegisters === 'off') return [];
  const today = () => chainDay(new Date(), contractCountry.timeZone);
  return openRegisters({ today, ...(gusKey !== undefined && { gusKey }) });
}

export function queueAddress(config: Config, databaseUrl: string): QueueAddress {
  if (config.redisUrl) return { redis: config.redisUrl };
  return { postgres: loginUrl(databaseUrl, 'efk_queue', config.sessionSecret) };
}
