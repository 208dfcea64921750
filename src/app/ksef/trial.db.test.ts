import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ksefConnection } from '../../ksef/environments.ts';
import { type KsefServer, startKsefServer } from '../../ksefServer/server.ts';
import { aChain, aMember, type OwnTestApp, openTestApp, refusalOf } from '../../testing/builders/app.ts';
import type { OfficeContext } from '../context.ts';
import { jobs } from '../outbox/jobs.ts';
import { openSealer } from '../sealing/sealer.ts';
import type { WorkerApp } from '../workerContext.ts';
import { getKsef, saveKsefToken, setKsefSending } from './credentials.ts';
import { startKsefTrial } from './trial.ts';

let test: OwnTestApp;
let server: KsefServer;
let admin: OfficeContext;
let app: WorkerApp;
let tokenReference: string;
beforeAll(async () => {
  [test, server] = await Promise.all([openTestApp(), startKsefServer({ processingMs: 20, limits: 'off' })]);
  const never = () => Promise.reject(new Error('nothing is printed here'));
  const connected = { ...test.app, ksef: ksefConnection(server.url) };
  app = { ...connected, renderTemplate: never, print: never, readBack: never };
  const shop = await aChain(connected, { slug: 'megadom' });
  admin = { ...(await aMember(shop, { role: 'admin' })), app: connected };
});
afterAll(async () => {
  await server.close();
  await test.close();
});
beforeEach(() => server.control.clearFaults());

const run = (worker = app) =>
  jobs.ksef_trial({ app: worker, input: { tenantId: admin.chain.id, subjectId: admin.chain.id } });
const trial = async (worker = app) => {
  await startKsefTrial({ ctx: admin });
  await run(worker);
  return (await getKsef({ ctx: admin })).credentials[0]?.trial;
};
const waiting = async () => (await test.sql`select from outbox where task = 'ksef_trial'`).length;

describe('a chain without access to KSeF', () => {
  it('cannot test it, and cannot turn sending on', async () => {
    const turnOn = (ctx = admin) => setKsefSending({ ctx, input: { sending: true } });
    expect((await refusalOf(startKsefTrial({ ctx: admin }))).code).toBe('ksef.credential_not_found');
    expect((await refusalOf(turnOn())).code).toBe('ksef.credential_not_found');
    const off = { ...admin, app: { ...admin.app, ksef: undefined } };
    expect((await refusalOf(startKsefTrial({ ctx: off }))).code).toBe('ksef.off');
    expect((await refusalOf(turnOn(off))).code).toBe('ksef.off');
    expect((await getKsef({ ctx: admin })).sending).toBe(false);
    expect(await waiting()).toBe(0);
  });
});

describe('a test of the stored access to KSeF', () => {
  beforeAll(async () => {
    const [row] = await test.sql<{ seller_nip: string }[]>`select seller_nip from chains where slug = 'megadom'`;
    const registered = server.control.registerContext(row?.seller_nip ?? '');
    tokenReference = registered.referenceNumber;
    await saveKsefToken({ ctx: admin, input: { token: registered.token } });
  });

  it('is done by a worker, once for any number of presses', async () => {
    await Promise.all([startKsefTrial({ ctx: admin }), startKsefTrial({ ctx: admin })]);
    expect(await waiting()).toBe(1);
    await run();
    expect(await waiting()).toBe(0);
    const { sending, credentials } = await getKsef({ ctx: admin });
    expect(sending).toBe(true);
    expect(credentials).toMatchObject([{ kind: 'token', trial: { outcome: 'accepted', at: expect.any(String) } }]);
  });

  it('says that KSeF does not answer, and keeps the access', async () => {
    server.control.addFault({ kind: 'down' });
    expect(await trial()).toMatchObject({ outcome: 'no_answer' });
    server.control.clearFaults();
    expect(await trial()).toMatchObject({ outcome: 'accepted' });
  });

  it('says that the stored access cannot be opened with the keys of this installation', async () => {
    expect(await trial({ ...app, sealer: openSealer(['9f'.repeat(32)]), report: () => {} })).toMatchObject({
      outcome: 'unreadable',
    });
  });

  it('that ended with its worker is not begun again, and counts as no answer', async () => {
    await startKsefTrial({ ctx: admin });
    await test.sql`update ksef_credentials set trial = 'begun'`;
    await run();
    expect((await getKsef({ ctx: admin })).credentials[0]?.trial).toMatchObject({ outcome: 'no_answer' });
    expect(await waiting()).toBe(0);
  });

  it('says in KSeF’s words why the access is accepted no longer', async () => {
    server.control.revokeToken(tokenReference);
    const refused = await trial();
    expect(refused).toMatchObject({ outcome: 'refused', words: expect.stringMatching(/./) });
  });

  it('leaves sending as its admin set it', async () => {
    expect((await setKsefSending({ ctx: admin, input: { sending: false } })).sending).toBe(false);
    expect(await trial()).toMatchObject({ outcome: 'refused' });
    expect((await setKsefSending({ ctx: admin, input: { sending: true } })).sending).toBe(true);
  });
});
