import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import type { App } from './app/context.ts';
import { type Config, originOf, readConfig } from './config.ts';
import { loginUrl } from './db/migrate.ts';
import { openDatabase } from './db/tenancy.ts';
import { openDocumentStore } from './documents/store.ts';
import { buildApi } from './http/api.ts';
import { openQueues, type QueueAddress } from './jobs/queue.ts';
import { openMailer } from './mail/send.ts';

/** What a process of the platform needs of its configuration to be there. */
export type Addresses = { databaseUrl: string; smtpUrl: string };

const webFolder = fileURLToPath(new URL('../web/build', import.meta.url));

/** Opens everything verbs use, from the configuration; the worker opens the same. */
export async function openApp(
  config: Config,
  { databaseUrl, smtpUrl }: Addresses,
  onError: (error: Error) => void,
): Promise<{ app: App; close(): Promise<void> }> {
  const db = openDatabase(loginUrl(databaseUrl, 'efk_login', config.sessionSecret), config.poolSize);
  const queues = await openQueues(queueAddress(config, databaseUrl), onError);
  const mailer = openMailer(smtpUrl);
  return {
    app: {
      db,
      enqueue: queues.enqueue,
      documents: openDocumentStore(config.documentsUrl),
      sendMail: mailer.send,
      secret: config.sessionSecret,
      origin: (slug) => originOf(config, slug),
      mailFrom: config.mailFrom,
    },
    async close() {
      mailer.close();
      await queues.close();
      await db.close();
    },
  };
}

export function queueAddress(config: Config, databaseUrl: string): QueueAddress {
  if (config.redisUrl) return { redis: config.redisUrl };
  return { postgres: loginUrl(databaseUrl, 'efk_queue', config.sessionSecret) };
}

/** Starts the HTTP process and gives what it takes to stop it. */
export async function startServer(
  config: Config,
  addresses: Addresses,
  extras?: (app: FastifyInstance) => Promise<void>,
): Promise<{ app: App; close(): Promise<void> }> {
  let log = (error: Error): void => console.error(error);
  const opened = await openApp(config, addresses, (error) => log(error));
  const http = await buildApi(opened.app, {
    baseDomain: config.baseDomain,
    scheme: config.scheme,
    trustProxy: config.trustProxy,
    log: { level: config.logLevel, serializers: { req: loggedRequest } },
    webFolder,
    ...(extras ? { extras } : {}),
  });
  log = (error) => http.log.error({ err: error }, 'queue');
  await http.listen({ port: config.port, host: config.trustProxy ? '0.0.0.0' : '::' });
  return {
    app: opened.app,
    async close() {
      await http.close();
      await opened.close();
    },
  };
}

// Query texts and addresses are personal data: a log line holds neither.
function loggedRequest({ method, url }: { method: string; url: string }) {
  return { method, url: url.split('?')[0] ?? '' };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const config = readConfig();
  const { databaseUrl, smtpUrl } = config;
  if (!databaseUrl || !smtpUrl)
    throw new Error('DATABASE_URL and SMTP_URL are needed to run the server by itself; npm start brings its own.');
  const server = await startServer(config, { databaseUrl, smtpUrl });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
}
