import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FastifyInstance, RouteOptions } from 'fastify';
import type postgres from 'postgres';
import type { App, SiteContext } from '../../app/context.ts';
import { hashPassword } from '../../app/passwords/password.ts';
import { openSealer } from '../../app/sealing/sealer.ts';
import { loginUrl } from '../../db/migrate.ts';
import { insertOperator, operatorByEmail } from '../../db/people/operators.ts';
import { openDatabase } from '../../db/tenancy.ts';
import { openDocumentStore } from '../../documents/store.ts';
import { type ApiOptions, buildApi } from '../../http/api.ts';
import { logSerializers } from '../../http/logSerializers.ts';
import type { Due } from '../../jobs/queue.ts';
import { openMailer } from '../../mail/send.ts';
import { openTemplateThreads } from '../../render/threads/threads.ts';
import { type FreshDatabase, freshDatabase } from '../databases/freshDatabase.ts';
import { openAsSuperuser } from '../databases/superuser.ts';
import { startKsef } from './ksef.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';
import { knownCompany, startRegisters } from './registers.ts';
import { aSiteChain, type SiteChain, sitePassword } from './siteChain.ts';

export const operatorHost = 'operator.localhost';
export const operatorEmail = 'operator@platform.example';

/** The HTTP server over its own database, with two chains and people of all roles. */
export type Site = {
  http: FastifyInstance;
  app: App;
  database: FreshDatabase;
  /** A superuser connection, which bypasses policies. */
  sql: postgres.Sql;
  alfa: SiteChain;
  beta: SiteChain;
  operatorId: string;
  mailbox: Mailbox;
  routes: RouteOptions[];
  /** Jobs that were enqueued. */
  enqueued: Due[];
  /** All log lines so far. */
  logs: string[];
  contextOf(chain: SiteChain): SiteContext;
  /** Number of rows of each table except `budgets`, which changes with refused requests too. */
  rowCounts(): Promise<Record<string, number>>;
  /** Listens on a port of loopback and gives the port. */
  listen(): Promise<number>;
  close(): Promise<void>;
};

export async function openSite(options: Pick<ApiOptions, 'slow'> = {}): Promise<Site> {
  const database = await freshDatabase();
  const sql = openAsSuperuser(database);
  const mailbox = await openMailbox();
  const mailer = openMailer(mailbox.smtpUrl);
  const folder = await mkdtemp(join(tmpdir(), 'efk-site-'));
  await mkdir(join(folder, '_app'));
  await writeFile(join(folder, '_app/app.js'), '');
  await writeFile(join(folder, 'index.html'), shell);
  await writeFile(join(folder, 'service-worker.js'), '');
  const db = openDatabase(loginUrl(database.ownerUrl, 'efk_login', database.secret));
  const enqueued: Due[] = [];
  const threads = openTemplateThreads({ size: 2 });
  const registers = await startRegisters();
  const ksef = await startKsef();
  registers.companies.set(knownCompany.nip, knownCompany);
  const app: App = {
    db,
    enqueue: async (due) => void enqueued.push(...due),
    documents: openDocumentStore(pathToFileURL(join(folder, 'documents')).href),
    sendMail: mailer.send,
    checkSource: threads.check,
    drawIcon: threads.icon,
    registers: registers.registers,
    ksef: ksef.connection,
    sealer: openSealer(['5e'.repeat(32)]),
    report: (error, what) => http.log.error({ err: error }, what),
    secret: database.secret,
    origin: (slug) => `http://${slug === undefined ? '' : `${slug}.`}localhost`,
    mailFrom: 'faktury@efakturomat.localhost',
  };
  const routes: RouteOptions[] = [];
  const logs: string[] = [];
  const http = await buildApi(app, {
    baseDomain: 'localhost',
    scheme: 'http',
    trustProxy: false,
    log: { level: 'trace', serializers: logSerializers, stream: { write: (line: string) => void logs.push(line) } },
    webFolder: folder,
    onRoute: (route) => void routes.push(route),
    ...options,
  });
  await http.ready();
  return {
    http,
    app,
    database,
    sql,
    alfa: await aSiteChain(app, 'alfa'),
    beta: await aSiteChain(app, 'beta'),
    operatorId: await anOperator(app),
    mailbox,
    routes,
    enqueued,
    logs,
    contextOf: ({ id, slug }) => ({
      app,
      chain: { id, slug, name: slug, country: 'PL' },
      language: 'pl',
      network: '127.0.0.1',
    }),
    rowCounts: () => countRows(sql),
    async listen() {
      await http.listen({ port: 0, host: '127.0.0.1' });
      return (http.server.address() as AddressInfo).port;
    },
    async close() {
      await http.close();
      mailer.close();
      await threads.close();
      await registers.close();
      ksef.close();
      await mailbox.close();
      await db.close();
      await sql.end();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A page with the placeholders of the built index.html, so that tests need no build of the web app. */
const shell = `<!doctype html><html lang="%efk.lang%"><head><title>%efk.title%</title><!--efk.head--><!--efk.boot--></head><body><!--efk.first--></body></html>`;

async function anOperator(app: App): Promise<string> {
  const passwordHash = await hashPassword(sitePassword);
  await app.db.withPlatform('operator', (tx) => insertOperator(tx, { email: operatorEmail, passwordHash }));
  const operator = await app.db.withPlatform('door', (tx) => operatorByEmail(tx, operatorEmail));
  return operator?.id ?? '';
}

async function countRows(sql: postgres.Sql): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'budgets' order by relname`;
  const counts = tables.map(({ name }) => sql`select ${name}::text as name, count(*)::int as rows from ${sql(name)}`);
  const rows = await sql<{ name: string; rows: number }[]>`${counts.flatMap((one, index) =>
    index ? [sql` union all `, one] : [one],
  )}`;
  return Object.fromEntries(rows.map((row) => [row.name, row.rows]));
}
