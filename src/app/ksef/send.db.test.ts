import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { documentOf } from '../../db/invoices/documents.ts';
import { allOf } from '../../domain/testing/builders.ts';
import { ksefConnection } from '../../ksef/environments.ts';
import { type KsefServer, startKsefServer } from '../../ksefServer/server.ts';
import { aChain, aMember, anOpenReceipt, aShopper, type OwnTestApp, openTestApp } from '../../testing/builders/app.ts';
import { company, issue, person } from '../../testing/builders/issuing.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import { aKeyPair } from '../../testing/certificates.ts';
import type { OfficeContext, ShopperContext } from '../context.ts';
import { getInvoice } from '../invoices/get.ts';
import { sendInvoiceAgain } from '../invoices/sendAgain.ts';
import { jobs } from '../outbox/jobs.ts';
import type { WorkerApp } from '../workerContext.ts';
import { removeKsefCredential, saveKsefCertificate, saveKsefToken } from './credentials.ts';

let test: OwnTestApp;
let server: KsefServer;
let anna: ShopperContext;
let admin: OfficeContext;
let app: WorkerApp;
beforeAll(async () => {
  [test, server] = await Promise.all([openTestApp(), startKsefServer({ processingMs: 50, limits: 'off' })]);
  const never = () => Promise.reject(new Error('nothing is printed here'));
  const connected = { ...test.app, ksef: ksefConnection(server.url) };
  app = { ...connected, renderTemplate: never, print: never, readBack: never };
  const shop = await aChain(connected, { slug: 'megadom' });
  anna = await aShopper({ ...shop, app: connected });
  admin = { ...(await aMember(shop, { role: 'admin' })), app: connected };
  const { token } = server.control.registerContext(await nip());
  await saveKsefToken({ ctx: admin, input: { token } });
});
afterAll(async () => {
  await server.close();
  await test.close();
});
beforeEach(async () => {
  server.control.clearFaults();
  await pauseEnds();
});

const pauseEnds = () => test.sql`update chains set ksef_paused_until = now() where ksef_pauses > 0`;
const nip = async () => {
  const [row] = await test.sql<{ seller_nip: string }[]>`select seller_nip from chains where slug = 'megadom'`;
  return row?.seller_nip ?? '';
};
const issued = async () =>
  issue(
    anna,
    allOf(await anOpenReceipt(anna, aReceipt({ buyerNip: company.nip, lines: [{ unitPrice: 51_299 }] }))),
    company,
  );
const run = (task: 'fa3' | 'ksef_send' | 'confirm' | 'render', subjectId: string, worker = app) =>
  jobs[task]({ app: worker, input: { tenantId: anna.chain.id, subjectId } });
const sent = async (id: string, worker = app) => {
  await run('fa3', id);
  await run('ksef_send', id, worker);
};
const ksefOf = async (id: string) => (await getInvoice({ ctx: anna, input: { id } })).ksef;
const tasksOf = async (id: string) =>
  (await test.sql<{ task: string }[]>`select task from outbox where subject_id = ${id} order by task`).map(
    (row) => row.task,
  );
const numbered = (number: string) => server.control.accepted().filter((one) => one.number === number);
const modeInKsef = (ksef: { number?: string } | undefined) =>
  server.control.accepted().find((one) => one.ksefNumber === ksef?.number)?.mode;

describe('an invoice for a company, of a chain with access to KSeF', () => {
  it('waits for its number, and is printed only when it has the number', async () => {
    const { id, number, ksef } = await issued();
    expect(ksef).toEqual({ state: 'waiting', mode: 'online' });
    expect(await tasksOf(id)).toEqual(['fa3']);
    await run('render', id);
    expect((await getInvoice({ ctx: anna, input: { id } })).document).toEqual({ state: 'queued' });
    await sent(id);
    const [accepted, ...others] = numbered(number);
    expect(others).toEqual([]);
    expect(await ksefOf(id)).toEqual({
      ...{ state: 'accepted', mode: 'online', number: accepted?.ksefNumber, acquiredAt: expect.any(String) },
    });
    expect(await tasksOf(id)).toEqual(['confirm', 'render']);
    const worker = { role: 'worker', tenantId: anna.chain.id } as const;
    const upo = await test.app.db.withTenant(worker, (tx) => documentOf(tx, id, 'upo'));
    const bytes = await app.documents.get(upo?.storageKey ?? '');
    expect(Buffer.from(bytes ?? []).toString()).toContain(accepted?.ksefNumber);
  });

  it('has one number when the worker ends before it remembers what it sent', async () => {
    const { id, number } = await issued();
    server.control.addFault(
      { kind: 'lost' },
      { operation: 'post /sessions/online/{referenceNumber}/invoices', times: 1 },
    );
    await run('fa3', id);
    await expect(run('ksef_send', id)).rejects.toMatchObject({ kind: 'unreachable' });
    expect(await ksefOf(id)).toMatchObject({ state: 'waiting' });
    await pauseEnds();
    await run('ksef_send', id);
    expect(numbered(number)).toHaveLength(1);
    expect(await ksefOf(id)).toMatchObject({ state: 'accepted', number: numbered(number)[0]?.ksefNumber });
    const before = await ksefOf(id);
    await run('ksef_send', id);
    expect(await ksefOf(id)).toEqual(before);
    await expect(test.sql`update ksef_submissions set number = 'x' where invoice_id = ${id}`).rejects.toThrow(
      'KSeF number',
    );
  });

  // Domain rule 25.
  it('that is sent after the day of its issue is sent as one of mode offline24, and is late after the next business day', async () => {
    const dated = async (daysAgo: number) => {
      const { id } = await issued();
      await test.sql`alter table invoices disable trigger all`;
      await test.sql`update invoices set issue_date = issue_date - ${daysAgo}::integer,
        sale_date = sale_date - ${daysAgo}::integer where id = ${id}`;
      await test.sql`alter table invoices enable trigger all`;
      return id;
    };
    const [yesterday, longAgo] = [await dated(1), await dated(14)];
    expect(await ksefOf(yesterday)).toEqual({ state: 'waiting', mode: 'offline24' });
    expect(await ksefOf(longAgo)).toEqual({ state: 'late', mode: 'offline24' });
    for (const id of [yesterday, longAgo]) {
      await sent(id);
      expect(await ksefOf(id)).toMatchObject({ state: 'accepted', mode: 'offline24' });
      expect(modeInKsef(await ksefOf(id))).toBe('Offline');
    }
  });

  it('has a confirmation to print and mail to the shopper until the number is there, and none afterwards', async () => {
    const { id, deliveries } = await issued();
    expect(deliveries.map(({ kind, document }) => [kind, document])).toEqual(
      expect.arrayContaining([
        ['shopper_mail', 'confirmation'],
        ['shopper_mail', 'pdf'],
        ['chain_mail', 'pdf'],
      ]),
    );
    expect(deliveries).toHaveLength(3);
    await run('fa3', id);
    expect(await tasksOf(id)).toEqual(['confirm', 'ksef_send']);
    await run('render', id);
    await expect(run('confirm', id)).rejects.toThrow('nothing is printed here');
    await run('ksef_send', id);
    await run('confirm', id);
    expect(await tasksOf(id)).toEqual(['render']);
    const after = await getInvoice({ ctx: anna, input: { id } });
    expect(after.confirmation).toEqual({ state: 'queued' });
    expect(after.deliveries.map(({ document }) => document)).toEqual(['pdf', 'pdf']);
  });

  it('that KSeF refuses says why, and is never printed', async () => {
    const { id } = await issued();
    server.control.addFault({ kind: 'rejecting', code: 450 });
    await sent(id);
    expect(await ksefOf(id)).toMatchObject({ state: 'rejected', reason: expect.any(String) });
    expect((await getInvoice({ ctx: anna, input: { id } })).document).toEqual({ state: 'failed' });
    await run('render', id);
    expect((await getInvoice({ ctx: anna, input: { id } })).document).toEqual({ state: 'failed' });
  });

  it('waits while KSeF is down or has withdrawn its keys, and goes on by itself', async () => {
    const { id } = await issued();
    server.control.addFault({ kind: 'down' });
    await run('fa3', id);
    await expect(run('ksef_send', id)).rejects.toMatchObject({ kind: 'unreachable' });
    expect(await ksefOf(id)).toMatchObject({ state: 'waiting', mode: 'outage', reason: 'unreachable' });
    server.control.clearFaults();
    await pauseEnds();
    await server.control.renewEncryptionKeys();
    await run('ksef_send', id);
    expect(await ksefOf(id)).toMatchObject({ state: 'accepted', mode: 'outage' });
    expect(modeInKsef(await ksefOf(id))).toBe('Offline');
  });

  it('is sent with the chain’s certificate where it has one', async () => {
    const pair = await server.control.enrolCertificate(await nip(), 'Authentication');
    const input = { certificate: pair.certificatePem, privateKey: pair.privateKeyPem };
    await saveKsefCertificate({ ctx: admin, input });
    const { id } = await issued();
    await sent(id);
    expect(await ksefOf(id)).toMatchObject({ state: 'accepted' });
    await removeKsefCredential({ ctx: admin, input: { kind: 'certificate' } });
    await expect(saveKsefCertificate({ ctx: admin, input: aKeyPair() })).rejects.toMatchObject({
      code: 'ksef.identity_refused',
    });
  });

  it('that failed for good is sent again by “send again”', async () => {
    const { id } = await issued();
    await run('fa3', id);
    await test.sql`update ksef_submissions set state = 'failed', attempts = 9 where invoice_id = ${id}`;
    await test.sql`delete from outbox where subject_id = ${id}`;
    await sendInvoiceAgain({ ctx: anna, input: { id } });
    expect(await tasksOf(id)).toEqual(['ksef_send']);
    await run('ksef_send', id);
    expect(await ksefOf(id)).toMatchObject({ state: 'accepted' });
  });
});

it('invoices for private persons, and all invoices after the access is removed, are printed at once', async () => {
  const receipt = await anOpenReceipt(anna, aReceipt());
  const forPerson = await issue(anna, allOf(receipt), person);
  expect(forPerson).not.toHaveProperty('ksef');
  expect(await tasksOf(forPerson.id)).toEqual(['render']);
  await removeKsefCredential({ ctx: admin, input: { kind: 'token' } });
  const { id, ksef } = await issued();
  expect(ksef).toBeUndefined();
  expect(await tasksOf(id)).toEqual(['fa3', 'render']);
});
