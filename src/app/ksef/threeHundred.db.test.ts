import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Random, randomFrom } from '../../domain/random.ts';
import { allOf } from '../../domain/testing/builders.ts';
import { ksefConnection } from '../../ksef/environments.ts';
import { type KsefServer, startKsefServer } from '../../ksefServer/server.ts';
import { aChain, aMember, anOpenReceipt, aShopper, type OwnTestApp, openTestApp } from '../../testing/builders/app.ts';
import { company, issue } from '../../testing/builders/issuing.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import { inParallel } from '../../testing/inParallel.ts';
import type { App, OfficeContext, SiteContext } from '../context.ts';
import { jobs } from '../outbox/jobs.ts';
import type { WorkerApp } from '../workerContext.ts';
import { saveKsefCertificate } from './credentials.ts';

const count = 300;
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1_000_000));
/** Workers that end at a random step, and the steps of all workers among which those are. */
const [kills, steps] = [10, 2_000];

let test: OwnTestApp;
let server: KsefServer;
let connected: App;
let shop: SiteContext;
let admin: OfficeContext;
let nip: string;
let serialNumber: string;
beforeAll(async () => {
  [test, server] = await Promise.all([openTestApp(), startKsefServer({ processingMs: 5, limits: 'off' })]);
  connected = { ...test.app, ksef: ksefConnection(server.url) };
  shop = await aChain(connected, { slug: 'megadom' });
  admin = { ...(await aMember(shop, { role: 'admin' })), app: connected };
  const [row] = await test.sql<{ seller_nip: string }[]>`select seller_nip from chains`;
  nip = row?.seller_nip ?? '';
  await enterCertificate();
});
afterAll(async () => {
  await server.close();
  await test.close();
});

async function enterCertificate(): Promise<void> {
  const pair = await server.control.enrolCertificate(nip, 'Authentication');
  await saveKsefCertificate({
    ctx: admin,
    input: { certificate: pair.certificatePem, privateKey: pair.privateKeyPem },
  });
  serialNumber = pair.serialNumber;
}

/** Issues the invoices, and gives their numbers by id. */
async function issued(): Promise<Map<string, string>> {
  const people = Array.from({ length: 15 }, (_, n) => `buyer${n}@shopper.example`);
  const made = await inParallel(people, 4, async (email) => {
    const shopper = await aShopper(shop, email);
    const own: [string, string][] = [];
    for (let n = 0; n < count / people.length; n += 1) {
      const receipt = await anOpenReceipt(shop, aReceipt({ buyerNip: company.nip, lines: [{ unitPrice: 51_299 }] }));
      const { id, number } = await issue(shopper, allOf(receipt), company);
      own.push([id, number]);
    }
    return own;
  });
  return new Map(made.flat());
}

/** Workers that end: from its step on, nothing that the worker does takes place any more. Steps are transactions and files. */
function mortalWorkers(random: Random) {
  const moments = Array.from({ length: kills }, () => random.whole(1, steps)).toSorted((a, b) => a - b);
  let taken = 0;
  let ended = 0;
  function newWorker(): WorkerApp {
    let isDead = false;
    async function step<T>(work: () => Promise<T>): Promise<T> {
      taken += 1;
      if (taken >= (moments[ended] ?? Number.POSITIVE_INFINITY)) {
        ended += 1;
        isDead = true;
      }
      if (isDead) throw new Error('the worker has ended');
      return work();
    }
    const never = () => Promise.reject(new Error('nothing is printed here'));
    const { db, documents } = connected;
    return {
      ...connected,
      ...{ renderTemplate: never, print: never, readBack: never },
      db: { ...db, withTenant: (tenant, work) => step(() => db.withTenant(tenant, work)) },
      documents: {
        ...documents,
        get: (key) => step(() => documents.get(key)),
        put: (key, bytes) => step(() => documents.put(key, bytes)),
      },
    };
  }
  return { newWorker, ended: () => ended, taken: () => taken };
}

/** As much later that every pause, postponement and count of KSeF's limits has ended. */
async function later(): Promise<void> {
  await test.sql.begin(async (sql) => {
    // The times of invoices that have their number are moved too.
    await sql`set local session_replication_role = replica`;
    await sql`update ksef_submissions set sent_at = sent_at - interval '1 hour'`;
    await sql`update chains set ksef_paused_until = now() where ksef_pauses > 0`;
    await sql`update outbox set due_at = now() where task in ('fa3', 'ksef_send')`;
  });
}

type Entry = { task: 'fa3' | 'ksef_send'; subject_id: string };

/** All files to make, and more invoices to send than KSeF takes in a minute. */
const due = () => test.sql<Entry[]>`
  (select task, subject_id from outbox where task = 'fa3' and due_at <= now() order by due_at, subject_id) union all
  (select task, subject_id from outbox where task = 'ksef_send' and due_at <= now() order by due_at, subject_id limit 40)`;

it(`${count} invoices end with a number and a UPO, or with a reason, whatever happens to KSeF and the workers`, {
  timeout: 240_000,
}, async () => {
  // Repeat a failed run with SEED=…
  console.info(`SEED=${seed}`);
  const workers = mortalWorkers(randomFrom(seed));
  const numbers = await issued();
  const sending = 'post /sessions/online/{referenceNumber}/invoices';
  const events: Record<number, () => void | Promise<void>> = {
    2: () => server.control.addFault({ kind: 'lost' }, { operation: sending, times: 5 }),
    3: () => server.control.addFault({ kind: 'down' }),
    5: () => server.control.clearFaults(),
    6: () => server.control.addFault({ kind: 'rejecting', code: 450 }, { times: 3 }),
    7: () => server.control.addFault({ kind: 'limited', retryAfterSeconds: 30 }, { times: 2 }),
    8: () => {
      server.control.expireCertificate(serialNumber);
      // Workers that start now have no token that is still accepted.
      connected = { ...connected, ksef: ksefConnection(server.url) };
    },
    10: enterCertificate,
    11: () => server.control.addFault({ kind: 'garbled', as: 'html' }, { operation: sending, times: 2 }),
    12: () => server.control.renewEncryptionKeys(),
    13: () => server.control.addFault({ kind: 'duplicating' }, { operation: sending, times: 3 }),
  };
  let round = 0;
  for (let open = await due(); open.length > 0; open = await due()) {
    round += 1;
    if (round > 60) throw new Error(`${open.length} entries are left after ${round} rounds`);
    await events[round]?.();
    await inParallel(open, 4, async ({ task, subject_id: subjectId }) => {
      // An attempt that fails is tried again in a later round.
      await jobs[task]({ app: workers.newWorker(), input: { tenantId: shop.chain.id, subjectId } }).catch(() => {});
    });
    await later();
  }

  const rows = await test.sql<
    { id: string; state: string; number: string | null; reason: string | null; fp: string }[]
  >`
      select i.id, i.number as fp, s.state, s.number, s.reason from ksef_submissions s
      join invoices i on i.tenant_id = s.tenant_id and i.id = s.invoice_id`;
  expect(new Map(rows.map(({ id, fp }) => [id, fp]))).toEqual(numbers);
  const [accepted, refused] = [rows.filter((row) => row.number !== null), rows.filter((row) => row.number === null)];
  expect(refused.map(({ state, reason }) => [state, reason !== null])).toEqual(refused.map(() => ['rejected', true]));
  expect(refused.length).toBeLessThanOrEqual(3);
  const inKsef = server.control.accepted();
  expect(inKsef).toHaveLength(accepted.length);
  expect(new Map(inKsef.map(({ number, ksefNumber }) => [number, ksefNumber]))).toEqual(
    new Map(accepted.map(({ fp, number }) => [fp, number])),
  );
  const [upos] = await test.sql`select count(*)::integer from documents where kind = 'upo' and state = 'ready'`;
  expect(upos).toEqual({ count: accepted.length });
  expect(workers.ended()).toBe(kills);
  console.info(`${round} rounds, ${workers.taken()} steps, ${accepted.length} numbers, ${refused.length} refused`);
});
