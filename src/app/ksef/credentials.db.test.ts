import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listKsefCredentials } from '../../db/chains/ksefCredentials.ts';
import { ksefConnection } from '../../ksef/environments.ts';
import { aChain, aMember, type OwnTestApp, openTestApp, refusalOf } from '../../testing/builders/app.ts';
import { aKeyPair } from '../../testing/certificates.ts';
import { startKsef } from '../../testing/network/ksef.ts';
import type { OfficeContext } from '../context.ts';
import { openSealer } from '../sealing/sealer.ts';
import {
  chargeSignIn,
  getKsef,
  ownerOf,
  removeKsefCredential,
  saveKsefCertificate,
  saveKsefToken,
  saveOfflineCertificate,
  setKsefSending,
} from './credentials.ts';
import { resealAll } from './reseal.ts';
import { startKsefTrial } from './trial.ts';

const [newKey, oldKey] = ['1a'.repeat(32), '2b'.repeat(32)];
const token = '20261124-EC-secret|nip-5265877635|abcdef';
let test: OwnTestApp;
let ksef: Awaited<ReturnType<typeof startKsef>>;
let admin: OfficeContext;
beforeAll(async () => {
  [test, ksef] = await Promise.all([openTestApp(), startKsef()]);
  const shop = await aChain(test.app, { slug: 'megadom' });
  const app = { ...test.app, ksef: ksef.connection, sealer: openSealer([oldKey]) };
  admin = { ...(await aMember(shop, { role: 'admin' })), app };
});
afterAll(async () => {
  ksef.close();
  await test.close();
});

const sealed = async () =>
  (await test.sql<{ kind: string; sealed: Buffer }[]>`select kind, sealed from ksef_credentials order by kind`).map(
    (row) => ({ ...row }),
  );

describe('access to KSeF', () => {
  it('is not kept when KSeF refuses it, does not answer, or is turned off', async () => {
    ksef.refuse(true);
    const refused = await refusalOf(saveKsefToken({ ctx: admin, input: { token } }));
    ksef.refuse(false);
    expect(refused).toMatchObject({ code: 'ksef.identity_refused', params: { words: 'Nieprawidłowy token' } });
    const elsewhere = ksefConnection('http://127.0.0.1:1');
    const silent = { ...admin, app: { ...admin.app, ksef: elsewhere } };
    expect((await refusalOf(saveKsefToken({ ctx: silent, input: { token } }))).code).toBe('ksef.no_answer');
    const off = { ...admin, app: { ...admin.app, ksef: undefined } };
    expect((await refusalOf(saveKsefToken({ ctx: off, input: { token } }))).code).toBe('ksef.off');
    expect(await sealed()).toEqual([]);
    expect(await getKsef({ ctx: off })).toEqual({ environment: 'off', sending: false, credentials: [] });
  });

  it('by a certificate is refused for a key of another one, a key of another kind, a wrong passphrase, and outside its dates', async () => {
    const pair = aKeyPair();
    const code = async (input: Parameters<typeof saveKsefCertificate>[0]['input']) =>
      (await refusalOf(saveKsefCertificate({ ctx: admin, input }))).fields.map((field) => [field.pointer, field.code]);
    const pem = { type: 'pkcs8', format: 'pem' } as const;
    const weak = generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey.export(pem).toString();
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const locked = privateKey.export({ ...pem, cipher: 'aes-256-cbc', passphrase: 'right' }).toString();
    const expired = aKeyPair({ validTo: new Date(Date.now() - 1_000) });
    expect(await code({ ...pair, certificate: 'none' })).toEqual([['/certificate', 'certificate.invalid']]);
    expect(await code({ ...pair, privateKey: 'none' })).toEqual([['/privateKey', 'ksef.key_invalid']]);
    expect(await code({ ...pair, privateKey: weak })).toEqual([['/privateKey', 'ksef.key_invalid']]);
    expect(await code({ ...pair, privateKey: locked, passphrase: 'wrong' })).toEqual([
      ['/privateKey', 'ksef.key_invalid'],
    ]);
    expect(await code({ ...pair, privateKey: locked, passphrase: 'right' })).toEqual([
      ['/privateKey', 'ksef.key_differs'],
    ]);
    expect(await code(expired)).toEqual([['/certificate', 'ksef.certificate_expired']]);
    expect(await sealed()).toEqual([]);
  });

  it('is kept sealed once KSeF accepts it, and no answer shows it again', async () => {
    const pair = aKeyPair({ name: 'MegaDom S.A.' });
    await saveKsefToken({ ctx: admin, input: { token } });
    const answer = await saveKsefCertificate({ ctx: admin, input: pair });
    expect(answer).toMatchObject({
      environment: 'own',
      credentials: [
        { kind: 'certificate', subject: 'CN=MegaDom S.A.', validTo: expect.any(String) },
        { kind: 'token' },
      ],
    });
    expect(JSON.stringify(answer)).not.toMatch(/PRIVATE|secret/);
    const rows = await sealed();
    expect(rows.map((row) => row.sealed.toString('latin1')).join()).not.toMatch(/PRIVATE|secret|nip/);
    const [certificate, kept] = rows.map(({ kind, sealed: bytes }) =>
      admin.app.sealer.open(bytes, ownerOf(admin.chain.id, kind as 'token')),
    );
    expect(kept).toBe(token);
    expect(JSON.parse(certificate ?? '')).toEqual(pair);
  });

  it('is replaced by the next one of its kind', async () => {
    await saveKsefToken({ ctx: admin, input: { token: 'another-token-of-the-chain' } });
    expect(await sealed()).toHaveLength(2);
  });

  it('is there once when ten are entered at the same time', async () => {
    const enter = () => saveKsefToken({ ctx: admin, input: { token: 'another-token-of-the-chain' } });
    await Promise.all(Array.from({ length: 10 }, enter));
    expect(await sealed()).toHaveLength(2);
  });

  it('is sealed with the new key by one command, and is opened without the old key afterwards', async () => {
    const db = test.app.db;
    expect(await resealAll({ db, sealer: openSealer([newKey, oldKey]) })).toBe(2);
    expect(await resealAll({ db, sealer: openSealer([newKey, oldKey]) })).toBe(0);
    const [, kept] = await sealed();
    const opened = openSealer([newKey]).open(kept?.sealed ?? Buffer.of(), ownerOf(admin.chain.id, 'token'));
    expect(opened).toBe('another-token-of-the-chain');
  });

  it('of another chain cannot be seen or removed', async () => {
    const other = await aChain(test.app, { slug: 'zielony' });
    const ctx = await aMember(other, { role: 'admin' });
    expect((await getKsef({ ctx })).credentials).toEqual([]);
    expect((await refusalOf(removeKsefCredential({ ctx, input: { kind: 'token' } }))).code).toBe(
      'ksef.credential_not_found',
    );
    await removeKsefCredential({ ctx: admin, input: { kind: 'token' } });
    const left = await test.app.db.withTenant({ role: 'worker', tenantId: admin.chain.id }, listKsefCredentials);
    expect(left.map(({ kind }) => kind)).toEqual(['certificate']);
  });
});

describe('a certificate of type Offline', () => {
  it('is kept sealed without a sign-in, turns nothing on, and never signs in', async () => {
    const shop = await aChain(test.app, { slug: 'kwiaty' });
    const own = { ...(await aMember(shop, { role: 'admin' })), app: { ...admin.app, ksef: undefined } };
    expect(
      (await refusalOf(saveOfflineCertificate({ ctx: own, input: { ...aKeyPair(), privateKey: 'none' } }))).code,
    ).toBe('ksef.key_invalid');
    const { credentials, sending } = await saveOfflineCertificate({ ctx: own, input: aKeyPair({ name: 'Kwiaty' }) });
    expect(credentials).toEqual([
      expect.objectContaining({
        kind: 'offline',
        subject: expect.stringContaining('Kwiaty'),
        validTo: expect.any(String),
      }),
    ]);
    expect([sending, credentials[0]?.trial]).toEqual([false, undefined]);
    expect((await refusalOf(setKsefSending({ ctx: { ...own, app: admin.app }, input: { sending: true } }))).code).toBe(
      'ksef.credential_not_found',
    );
    await removeKsefCredential({ ctx: own, input: { kind: 'offline' } });
    expect((await getKsef({ ctx: own })).credentials).toEqual([]);
  });
});

it('an admin asks KSeF for at most 120 sign-ins an hour', async () => {
  await test.sql`delete from budgets`;
  const shop = await aChain(test.app, { slug: 'ogrod' });
  const own = { ...(await aMember(shop, { role: 'admin' })), app: admin.app };
  for (let asked = 0; asked < 120; asked += 1) await chargeSignIn(own);
  expect((await refusalOf(saveKsefToken({ ctx: own, input: { token } }))).code).toBe('rate.limited');
  expect((await refusalOf(startKsefTrial({ ctx: own }))).code).toBe('rate.limited');
  await saveKsefToken({ ctx: admin, input: { token } });
});
