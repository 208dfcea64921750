import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type postgres from 'postgres';
import { createChainRecord } from '../../app/chains/chainRecord.ts';
import type { App, OfficeContext, ShopperContext, SiteContext } from '../../app/context.ts';
import { importReceipt } from '../../app/receipts/import.ts';
import { reportLine } from '../../app/reportLine.ts';
import { openSealer } from '../../app/sealing/sealer.ts';
import { listStores } from '../../db/chains/stores.ts';
import { loginUrl } from '../../db/migrate.ts';
import { insertMember, memberByEmail } from '../../db/people/members.ts';
import { shopperByEmail } from '../../db/people/shoppers.ts';
import { type OpenReceipt, openReceipts } from '../../db/receipts/receipts.ts';
import { openDatabase } from '../../db/tenancy.ts';
import { openDocumentStore } from '../../documents/store.ts';
import type { ChainSettings } from '../../domain/chains/settings.ts';
import { Problem } from '../../domain/problem.ts';
import type { PushedReceipt } from '../../domain/receipts/pushedReceipt.ts';
import type { Due } from '../../jobs/queue.ts';
import type { Mail } from '../../mail/send.ts';
import { openTemplateThreads } from '../../render/threads/threads.ts';
import { type FreshDatabase, freshDatabase } from '../databases/freshDatabase.ts';
import { openAsSuperuser } from '../databases/superuser.ts';

export type TestApp = {
  app: App;
  mails: Mail[];
  enqueued: Due[];
  /** What was reported, as `what: name`. */
  reports: string[];
  close(): Promise<void>;
};

/** An App over a real database with the login role. Mails and queued jobs are collected in arrays instead of being sent. */
export async function testApp(database: FreshDatabase): Promise<TestApp> {
  const folder = await mkdtemp(join(tmpdir(), 'efk-app-'));
  const mails: Mail[] = [];
  const enqueued: Due[] = [];
  const reports: string[] = [];
  const threads = openTemplateThreads({ size: 2 });
  const db = openDatabase(loginUrl(database.ownerUrl, 'efk_login', database.secret));
  return {
    app: {
      db,
      enqueue: async (due) => void enqueued.push(...due),
      documents: openDocumentStore(pathToFileURL(folder).href),
      sendMail: async (mail) => void mails.push(mail),
      registers: [],
      ksef: undefined,
      sealer: openSealer(['5e'.repeat(32)]),
      checkSource: threads.check,
      drawIcon: threads.icon,
      report: (error, what) => void reports.push(reportLine(error, what)),
      secret: database.secret,
      origin: (slug) => `http://${slug === undefined ? '' : `${slug}.`}localhost:3000`,
      mailFrom: 'faktury@efakturomat.example',
    },
    mails,
    enqueued,
    reports,
    async close() {
      await threads.close();
      await db.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type OwnTestApp = TestApp & { sql: postgres.Sql };

/** A test app with its own database and a superuser connection `sql`, which bypasses policies. `close` drops the database. */
export async function openTestApp(): Promise<OwnTestApp> {
  const database = await freshDatabase();
  const test = await testApp(database);
  const sql = openAsSuperuser(database);
  return {
    ...test,
    sql,
    async close() {
      await test.close();
      await sql.end();
      await database.drop();
    },
  };
}

type ChainGiven = { slug: string; settings?: Partial<ChainSettings>; stores?: string[] };

/** A new chain with the default theme, and the context of its site. */
export async function aChain(app: App, { slug, settings = {}, stores = ['S1'] }: ChainGiven): Promise<SiteContext> {
  const address = 'ul. Puławska 1, 02-515 Warszawa';
  const { id } = await createChainRecord(app, {
    slug,
    name: `Sieć ${slug}`,
    seller: { name: `${slug} sp. z o.o.`, nip: '5265877635', address },
    baseTheme: 'default',
    copyEmail: `ksiegowosc@${slug}.example`,
    settings,
    stores: stores.map((code) => ({ code, name: `Sklep ${code}`, address })),
    createdBy: 'operator@efakturomat.example',
  });
  return { app, chain: { id, slug, name: `Sieć ${slug}`, country: 'PL' }, language: 'pl', network: '198.51.100.7' };
}

/** A shopper with a proven e-mail address. */
export async function aShopper(site: SiteContext, email = 'anna@shopper.example'): Promise<ShopperContext> {
  const door = { role: 'door', tenantId: site.chain.id } as const;
  const id = await site.app.db.withTenant(door, (tx) => shopperByEmail(tx, email));
  return { ...site, shopper: { id, email } };
}

type MemberGiven = { role: 'staff' | 'admin'; store?: string; email?: string; passwordHash?: string };

/** A staff member or admin, of the whole chain or of one store. */
export async function aMember(site: SiteContext, { store, ...given }: MemberGiven): Promise<OfficeContext> {
  const { role, email = `${role}${store ?? ''}@${site.chain.slug}.example`.toLowerCase(), ...rest } = given;
  const tenantId = site.chain.id;
  const storeId = await site.app.db.withTenant({ role: 'operator', tenantId }, async (tx) => {
    const found = store === undefined ? undefined : (await listStores(tx)).find(({ code }) => code === store)?.id;
    await insertMember(tx, { role, email, ...rest, ...(found === undefined ? {} : { storeId: found }) });
    return found;
  });
  const member = await site.app.db.withTenant({ role: 'door', tenantId }, (tx) => memberByEmail(tx, email));
  const id = member?.id ?? '';
  return { ...site, member: { id, email, role, ...(storeId === undefined ? {} : { storeId }) } };
}

/** Imports a receipt and gives it as shoppers see it. */
export async function anOpenReceipt(site: SiteContext, pushed: PushedReceipt): Promise<OpenReceipt> {
  const { receipt } = await importReceipt({ ctx: site, input: pushed });
  return reopened(site, receipt.id);
}

/** The receipt in its present state. */
export async function reopened(site: SiteContext, id: string): Promise<OpenReceipt> {
  const anybody = { role: 'shopper', tenantId: site.chain.id } as const;
  const [receipt] = await site.app.db.withTenant(anybody, (tx) => openReceipts(tx, [id]));
  if (!receipt) throw new Error(`no receipt ${id}`);
  return receipt;
}

/** The Problem that the work rejects with. Throws when the work resolves or rejects with another error. */
export async function refusalOf(work: Promise<unknown>): Promise<Problem> {
  try {
    await work;
  } catch (problem) {
    if (problem instanceof Problem) return problem;
    throw problem;
  }
  throw new Error('was not refused');
}
