import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allOf } from '../../domain/testing/builders.ts';
import { ksefConnection } from '../../ksef/environments.ts';
import { type KsefServer, startKsefServer } from '../../ksefServer/server.ts';
import { aChain, aMember, anOpenReceipt, aShopper, type OwnTestApp, openTestApp } from '../../testing/builders/app.ts';
import { company, issue } from '../../testing/builders/issuing.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import type { App, OfficeContext, ShopperContext } from '../context.ts';
import { getInvoice } from '../invoices/get.ts';
import { jobs } from '../outbox/jobs.ts';
import type { WorkerApp } from '../workerContext.ts';
import { getKsef, saveKsefToken } from './credentials.ts';

let test: OwnTestApp;
let server: KsefServer;
let app: WorkerApp;
let megadom: Shop;
let zielony: Shop;
beforeAll(async () => {
  [test, server] = await Promise.all([openTestApp(), startKsefServer({ processingMs: 20, limits: 'off' })]);
  const never = () => Promise.reject(new Error('nothing is printed here'));
  const connected = { ...test.app, ksef: ksefConnection(server.url) };
  app = { ...connected, renderTemplate: never, print: never, readBack: never };
  megadom = await openShop(connected, 'megadom');
  zielony = await openShop(connected, 'zielony');
});
afterAll(async () => {
  await server.close();
  await test.close();
});
beforeEach(async () => {
  server.control.clearFaults();
  await test.sql`delete from outbox`;
  await test.sql`update chains set ksef_pause = null, ksef_pauses = 0, ksef_paused_since = null, ksef_paused_until = null`;
});

type Shop = { shopper: ShopperContext; admin: OfficeContext; nip: string; tokenReference: string };

async function openShop(connected: App, slug: string): Promise<Shop> {
  // The chains of tests have one NIP, of which KSeF accepts each number once.
  const numberFormat = `${slug}/{store}/{YYYY}/{MM}/{n}`;
  const shop = await aChain(connected, { slug, settings: { numberFormat } });
  const admin = { ...(await aMember(shop, { role: 'admin' })), app: connected };
  const [row] = await test.sql<{ seller_nip: string }[]>`select seller_nip from chains where slug = ${slug}`;
  const nip = row?.seller_nip ?? '';
  const { token, referenceNumber } = server.control.registerContext(nip);
  await saveKsefToken({ ctx: admin, input: { token } });
  return { shopper: await aShopper({ ...shop, app: connected }), admin, nip, tokenReference: referenceNumber };
}

/** Invoices whose files are ready, in the order of issue. */
async function ready({ shopper }: Shop, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const receipt = await anOpenReceipt(shopper, aReceipt({ buyerNip: company.nip, lines: [{ unitPrice: 51_299 }] }));
    const { id } = await issue(shopper, allOf(receipt), company);
    await jobs.fa3({ app, input: { tenantId: shopper.chain.id, subjectId: id } });
    ids.push(id);
  }
  return ids;
}

const send = ({ shopper }: Shop, subjectId = '') =>
  jobs.ksef_send({ app, input: { tenantId: shopper.chain.id, subjectId } });
const ksefOf = async ({ shopper }: Shop, id = '') => (await getInvoice({ ctx: shopper, input: { id } })).ksef;
const pauseOf = async ({ admin }: Shop) => (await getKsef({ ctx: admin })).pause;
const secondsLeft = async (shop: Shop) =>
  Math.round((Date.parse((await pauseOf(shop))?.until ?? '') - Date.now()) / 1_000);
const due = async () =>
  (
    await test.sql<{ subject_id: string }[]>`select subject_id from outbox where task = 'ksef_send' and due_at <= now()
    order by due_at, subject_id`
  ).map((row) => row.subject_id);
const endPauses = async () => {
  await test.sql`update chains set ksef_paused_until = now() where ksef_pauses > 0`;
  await test.sql`update outbox set due_at = now() where task = 'ksef_send'`;
};

describe('while KSeF does not answer', () => {
  it('nothing of the chain is sent and no attempt counts; afterwards the oldest is sent first', async () => {
    const ids = await ready(megadom, 3);
    server.control.addFault({ kind: 'down' });
    await expect(send(megadom, ids[1])).rejects.toMatchObject({ kind: 'unreachable' });
    expect(await pauseOf(megadom)).toMatchObject({ reason: 'unreachable' });
    expect(await due()).toEqual([]);
    expect(await ksefOf(megadom, ids[1])).toMatchObject({ state: 'waiting', mode: 'outage', reason: 'unreachable' });
    server.control.clearFaults();
    // An entry that waits in the queue already begins, and is postponed.
    await send(megadom, ids[0]);
    expect(await ksefOf(megadom, ids[0])).toEqual({ state: 'waiting', mode: 'online' });
    const [row] = await test.sql`select sum(attempts)::integer as attempts from ksef_submissions`;
    expect(row).toEqual({ attempts: 0 });

    await endPauses();
    expect(await due()).toEqual(ids);
    for (const id of ids) await send(megadom, id);
    expect(await pauseOf(megadom)).toBeUndefined();
    expect(await Promise.all(ids.map((id) => ksefOf(megadom, id)))).toMatchObject([
      { state: 'accepted', mode: 'online' },
      { state: 'accepted', mode: 'outage' },
      { state: 'accepted', mode: 'online' },
    ]);
  });

  it('each pause is longer than the one before, and workers that fail together begin one', async () => {
    const ids = await ready(megadom, 3);
    server.control.addFault({ kind: 'down' });
    const lengths: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      await Promise.allSettled(ids.map((id) => send(megadom, id)));
      lengths.push(await secondsLeft(megadom));
      await endPauses();
    }
    expect(lengths.map((seconds) => Math.round(seconds / 30))).toEqual([1, 2, 4, 8, 16, 30, 30]);
    expect(await ksefOf(megadom, ids[0])).toMatchObject({ state: 'waiting' });
  });

  it('or limits one chain, the other chain is served', async () => {
    const [[mine], [other]] = [await ready(megadom, 1), await ready(zielony, 1)];
    server.control.addFault({ kind: 'limited', retryAfterSeconds: 77 }, { times: 1 });
    await expect(send(megadom, mine)).rejects.toMatchObject({ kind: 'busy' });
    expect(await pauseOf(megadom)).toMatchObject({ reason: 'busy' });
    expect(Math.abs((await secondsLeft(megadom)) - 77)).toBeLessThan(5);
    await send(zielony, other);
    expect(await ksefOf(zielony, other)).toMatchObject({ state: 'accepted' });
    expect(await pauseOf(zielony)).toBeUndefined();
  });
});

it('a chain whose access KSeF no longer accepts waits, and goes on with a new one', async () => {
  const [id] = await ready(zielony, 1);
  server.control.revokeToken(zielony.tokenReference);
  const connected = { ...app, ksef: ksefConnection(server.url) };
  const input = { tenantId: zielony.shopper.chain.id, subjectId: id ?? '' };
  await expect(jobs.ksef_send({ app: connected, input })).rejects.toMatchObject({ kind: 'signed_out' });
  expect(await pauseOf(zielony)).toMatchObject({ reason: 'signed_out' });
  await saveKsefToken({ ctx: zielony.admin, input: { token: server.control.registerContext(zielony.nip).token } });
  await endPauses();
  await jobs.ksef_send({ app: connected, input });
  expect(await ksefOf(zielony, id)).toMatchObject({ state: 'accepted' });
});

// Source: limity-api.md: 30 files a minute, 180 an hour.
it.each([
  [30, 60],
  [180, 3_600],
])(
  'after %i files in %i seconds the next file waits until the first of them no longer counts',
  async (files, seconds) => {
    const [id] = await ready(megadom, 1);
    const before = Array.from({ length: files }, () => 1);
    await test.sql`alter table ksef_submissions disable trigger all`;
    await test.sql`update ksef_submissions set sent_at = null`;
    await test.sql`insert into ksef_submissions (tenant_id, invoice_id, state, sent_at)
    select ${megadom.shopper.chain.id}, uuidv7(), 'sent', now() - make_interval(secs => ${seconds - 20})
    from unnest(${before}::int[])`;
    await send(megadom, id);
    expect(await pauseOf(megadom)).toMatchObject({ reason: 'busy' });
    expect(Math.abs((await secondsLeft(megadom)) - 20)).toBeLessThan(5);
    expect(await ksefOf(megadom, id)).toMatchObject({ state: 'waiting' });
    await test.sql`update ksef_submissions set sent_at = null`;
    await test.sql`delete from ksef_submissions where invoice_id not in (select id from invoices)`;
    await test.sql`alter table ksef_submissions enable trigger all`;
  },
);
