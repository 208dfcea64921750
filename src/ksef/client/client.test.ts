import { constants, createDecipheriv, createHash, type KeyObject, privateDecrypt } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { aCertificate } from '../../testing/certificates.ts';
import { type Answers, openKsefAnswers } from '../testing/ksefAnswers.ts';
import { KsefFailure } from './failures.ts';
import { statusOfSent, upoOf } from './invoiceStatus.ts';
import { closeOnlineSession, openOnlineSession, sendInvoice } from './onlineSession.ts';
import { publicKey } from './publicKeys.ts';
import { refreshed, signIn } from './signIn.ts';

const old = aCertificate();
const current = aCertificate();
const until = '2099-01-01T00:00:00+00:00';
const published = (certificate: typeof old, usage: string, validFrom: string, validTo = until) => ({
  certificate: certificate.der.toString('base64'),
  publicKeyId: createHash('sha256').update(certificate.der).digest('base64'),
  ...{ certificateId: 'c', validFrom, validTo, usage: [usage] },
});
const keys = (usage: string) => [
  published(old, usage, '2025-01-01T00:00:00+00:00'),
  published(current, usage, '2026-01-01T00:00:00+00:00'),
];
const token = (name: string) => ({ token: name, validUntil: until });
const refusal = (code: number, description: string) => ({
  status: 400,
  json: { title: 'Bad Request', errors: [{ code, description, details: ['details'] }] },
});

let server: Awaited<ReturnType<typeof openKsefAnswers>> | undefined;
afterEach(() => server?.close());
async function ksef(answers: Answers) {
  server = await openKsefAnswers(answers);
  return server;
}
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('KSeF was expected to fail'),
    (error: unknown) => (error instanceof KsefFailure ? error : expect.fail(String(error))),
  );
const decrypted = (text: string, key: KeyObject) =>
  privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, Buffer.from(text, 'base64'));

const signingIn = (over: Answers = {}): Answers => ({
  'GET /security/public-key-certificates': () => ({ json: keys('KsefTokenEncryption') }),
  'POST /auth/challenge': () => ({ json: { challenge: 'CR-1', timestamp: until, timestampMs: 1_764_000_000_123 } }),
  'POST /auth/ksef-token': () => ({
    status: 202,
    json: { referenceNumber: 'AU-1', authenticationToken: token('begun') },
  }),
  'POST /auth/xades-signature': () => ({
    status: 202,
    json: { referenceNumber: 'AU-1', authenticationToken: token('begun') },
  }),
  'GET /auth/AU-1': () => ({ json: { status: { code: 200, description: 'ok' } } }),
  'POST /auth/token/redeem': () => ({ json: { accessToken: token('access'), refreshToken: token('refresh') } }),
  'POST /auth/token/refresh': () => ({ json: { accessToken: token('newer') } }),
  ...over,
});

describe('signing in', () => {
  const identity = { nip: '5265877635', token: 'secret-token' };

  it('an identity that KSeF does not accept is refused in the words of KSeF', async () => {
    const status = { code: 450, description: 'Uwierzytelnianie zakończone niepowodzeniem', details: ['Zły\n token'] };
    const { api } = await ksef(signingIn({ 'GET /auth/AU-1': () => ({ json: { status } }) }));
    const failure = await failureOf(signIn(api, identity));
    expect(failure).toMatchObject({ kind: 'refused', code: 450 });
    expect(failure.message).toBe('Uwierzytelnianie zakończone niepowodzeniem Zły token');
  });

  it('by token sends the encrypted token with the newest valid key, and waits until KSeF has checked', async () => {
    let checks = 0;
    const { api, asked } = await ksef(
      signingIn({
        'GET /auth/AU-1': () => ({ json: { status: { code: ++checks < 3 ? 100 : 200, description: 's' } } }),
      }),
    );
    const tokens = await signIn(api, identity);
    expect(tokens).toMatchObject({ access: 'access', refresh: 'refresh', accessUntil: Date.parse(until) });
    const sent = JSON.parse(asked.find(({ call }) => call.endsWith('ksef-token'))?.body ?? '');
    expect(sent.contextIdentifier).toEqual({ type: 'Nip', value: '5265877635' });
    expect(decrypted(sent.encryptedToken, current.privateKey).toString()).toBe('secret-token|1764000000123');
    expect(asked.filter(({ call }) => call === 'GET /auth/AU-1').map(({ bearer }) => bearer)).toEqual(
      Array(3).fill('begun'),
    );
    expect(await refreshed(api, tokens)).toMatchObject({ access: 'newer', refresh: 'refresh' });
    expect(asked.at(-1)?.bearer).toBe('refresh');
  });

  it('by token is repeated with a fresh key when KSeF has withdrawn the first', async () => {
    let tries = 0;
    const { api, asked } = await ksef(
      signingIn({
        'POST /auth/ksef-token': () =>
          ++tries === 1
            ? refusal(21_470, 'klucz wycofany')
            : { json: { referenceNumber: 'AU-1', authenticationToken: token('begun') } },
      }),
    );
    await signIn(api, identity);
    expect(asked.filter(({ call }) => call.endsWith('public-key-certificates'))).toHaveLength(2);
  });

  it('by certificate sends the signed request', async () => {
    const { api, asked } = await ksef(signingIn());
    const { X509Certificate } = await import('node:crypto');
    const certificate = { certificate: new X509Certificate(current.der), privateKey: current.privateKey };
    expect(await signIn(api, { nip: '5265877635', certificate })).toMatchObject({ access: 'access' });
    expect(asked.find(({ call }) => call.endsWith('xades-signature'))?.body).toContain('<Challenge>CR-1</Challenge>');
  });

  it('no key of the usage, or only keys of another time, is a garbled answer', async () => {
    const over = published(old, 'SymmetricKeyEncryption', '2020-01-01T00:00:00Z', '2021-01-01T00:00:00Z');
    const { api } = await ksef({
      'GET /security/public-key-certificates': () => ({ json: [...keys('KsefTokenEncryption'), over] }),
    });
    expect((await failureOf(publicKey(api, 'SymmetricKeyEncryption'))).kind).toBe('garbled');
  });
});

describe('an online session', () => {
  it('takes an invoice that only KSeF can decrypt, with the hashes of both forms', async () => {
    const { api, asked } = await ksef({
      'GET /security/public-key-certificates': () => ({ json: keys('SymmetricKeyEncryption') }),
      'POST /sessions/online': () => ({ status: 201, json: { referenceNumber: 'SO-1', validUntil: until } }),
      'POST /sessions/online/SO-1/invoices': () => ({ status: 202, json: { referenceNumber: 'EE-1' } }),
      'POST /sessions/online/SO-1/close': () => ({ status: 204, text: '' }),
    });
    const xml = Buffer.from('<Faktura>żółć</Faktura>');
    const session = await openOnlineSession(api, 'access');
    const corrected = createHash('sha256').update('refused file').digest();
    const sent = { xml, offline: true, correctedSha256: corrected.toString('hex') };
    expect(await sendInvoice(api, 'access', session, sent)).toBe('EE-1');
    await closeOnlineSession(api, 'access', session.reference);

    const bodyOf = (call: string) => JSON.parse(asked.find((one) => one.call === call)?.body ?? '');
    const { formCode, encryption } = bodyOf('POST /sessions/online');
    expect(formCode).toEqual({ systemCode: 'FA (3)', schemaVersion: '1-0E', value: 'FA' });
    const body = bodyOf('POST /sessions/online/SO-1/invoices');
    const encrypted = Buffer.from(body.encryptedInvoiceContent, 'base64');
    const key = decrypted(encryption.encryptedSymmetricKey, current.privateKey);
    const decipher = createDecipheriv('aes-256-cbc', key, Buffer.from(encryption.initializationVector, 'base64'));
    expect(Buffer.concat([decipher.update(encrypted), decipher.final()])).toEqual(xml);
    const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64');
    expect(body).toMatchObject({
      ...{ invoiceHash: hash(xml), invoiceSize: xml.byteLength, offlineMode: true },
      ...{ encryptedInvoiceHash: hash(encrypted), encryptedInvoiceSize: encrypted.byteLength },
      hashOfCorrectedInvoice: corrected.toString('base64'),
    });
  });
});

describe('the status of a sent invoice', () => {
  const number = '5265877635-20250826-0100001AF629-AF';
  const sent = { session: 'SO-1', invoice: 'EE-1' };
  const statusFor = async (json: object) => {
    const { api } = await ksef({ 'GET /sessions/SO-1/invoices/EE-1': () => ({ json }) });
    return statusOfSent(api, 'access', sent);
  };
  const status = (code: number, over: object = {}) => ({ code, description: 'words', ...over });

  it.each([100, 150, 500, 550])('%i is pending', async (code) => {
    expect(await statusFor({ status: status(code) })).toEqual({ state: 'pending' });
  });

  it('200 is a number and the moment it was given', async () => {
    const acquisitionDate = '2026-11-24T11:00:00+01:00';
    expect(await statusFor({ status: status(200), ksefNumber: number, acquisitionDate })).toEqual({
      ...{ state: 'accepted', number, acquiredAt: '2026-11-24T10:00:00.000Z' },
    });
  });

  it('440 names the number that the invoice already has', async () => {
    const extensions = { originalKsefNumber: number, originalSessionReferenceNumber: 'SO-0' };
    expect(await statusFor({ status: status(440, { extensions }) })).toEqual({
      ...{ state: 'duplicate', number, session: 'SO-0' },
    });
  });

  it('every other code is a refusal with its reason', async () => {
    expect(await statusFor({ status: status(450, { details: ['P_15'] }) })).toEqual({
      ...{ state: 'rejected', code: 450, reason: 'words P_15' },
    });
  });

  it('a number with a wrong check sum, or none, is garbled', async () => {
    for (const ksefNumber of [`${number.slice(0, -1)}0`, null]) {
      const answer = { status: status(200), ksefNumber, acquisitionDate: until };
      expect((await failureOf(statusFor(answer))).kind).toBe('garbled');
    }
  });
});

describe('a KSeF with a fault', () => {
  const challenge = (answer: Answers[string]) => ksef({ 'POST /auth/challenge': answer });
  const identity = { nip: '5265877635', token: 'secret-token' };

  it.each([
    ['that does not answer', () => undefined, { kind: 'unreachable' }],
    [
      'that is down',
      () => ({ status: 503, text: 'maintenance' }),
      { kind: 'unreachable', retryAfterSeconds: undefined },
    ],
    ['that answers HTML', () => ({ text: '<html>' }), { kind: 'garbled' }],
    ['that answers JSON of another shape', () => ({ json: { challenge: 1 } }), { kind: 'garbled' }],
    ['that answers without end', () => ({ text: 'x'.repeat(5_000_001) }), { kind: 'garbled' }],
    [
      'that sends elsewhere',
      () => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' } }),
      { kind: 'unreachable' },
    ],
    ['that limits', () => ({ status: 429, headers: { 'retry-after': '30' } }), { kind: 'busy', retryAfterSeconds: 30 }],
    ['that limits without a time', () => ({ status: 429, text: '' }), { kind: 'busy', retryAfterSeconds: 60 }],
    [
      'that limits for years',
      () => ({ status: 429, headers: { 'retry-after': '99999999' } }),
      { retryAfterSeconds: 3_600 },
    ],
    ['that does not accept the token', () => ({ status: 401, text: '' }), { kind: 'signed_out' }],
    [
      'that refuses',
      () => refusal(21_001, 'Nieczytelna treść'),
      { kind: 'refused', code: 21_001, message: 'Nieczytelna treść details' },
    ],
    ['that refuses in no known form', () => ({ status: 400, text: '<' }), { kind: 'refused', code: 400 }],
  ] satisfies [string, Answers[string], object][])('%s', async (_name, answer, expected) => {
    const { api } = await challenge(answer);
    const failure = await failureOf(signIn(api, identity));
    expect(failure).toMatchObject(expected);
    expect(`${failure.message} ${failure.stack}`).not.toContain('secret-token');
  });

  it('that has no UPO yet, or one that is no XML', async () => {
    const sent = { session: 'SO-1', invoice: 'EE-1' };
    const at = 'GET /sessions/SO-1/invoices/EE-1/upo';
    expect((await failureOf(upoOf((await ksef({ [at]: () => ({ text: '' }) })).api, 'a', sent))).kind).toBe('garbled');
    const { api } = await ksef({ [at]: () => ({ text: '<?xml version="1.0"?><Potwierdzenie/>' }) });
    expect(Buffer.from(await upoOf(api, 'a', sent)).toString()).toContain('<Potwierdzenie/>');
  });
});
