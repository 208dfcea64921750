import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { issueCertificate } from '../crypto/certificates.ts';
import { authTokenRequest, redeemed, startByCertificate, startByToken } from '../testing/client.ts';
import { aServer, seller, signIn, type TestServer } from '../testing/server.ts';

const minute = 60_000;
const codeOf = (answer: { body: Record<string, unknown> }) =>
  (answer.body as { exception: { exceptionDetailList: { exceptionCode: number }[] } }).exception.exceptionDetailList[0]
    ?.exceptionCode;

async function outcome({ client }: TestServer, started: Awaited<ReturnType<typeof startByToken>>) {
  expect(started.status, started.text).toBe(202);
  const { referenceNumber, authenticationToken } = started.body;
  const { body } = await client.get(`/auth/${referenceNumber}`, authenticationToken.token);
  return body.status;
}

describe('sign-in with a KSeF token', () => {
  it('refuses a challenge that is unknown, used, or older than ten minutes', async () => {
    const server = await aServer();
    const { token } = server.control.registerContext(seller);
    const unknown = '20261124-CR-0000000000-0000000000-00';
    expect(codeOf(await startByToken(server.client, { nip: seller, token, challenge: unknown }))).toBe(21111);
    const { body } = await server.client.post('/auth/challenge');
    const used = { nip: seller, token, challenge: body.challenge, timestampMs: body.timestampMs };
    expect((await startByToken(server.client, used)).status).toBe(202);
    expect(codeOf(await startByToken(server.client, used))).toBe(21111);
    const late = await server.client.post('/auth/challenge');
    server.pass(10 * minute + 1);
    const expired = { nip: seller, token, challenge: late.body.challenge, timestampMs: late.body.timestampMs };
    expect(codeOf(await startByToken(server.client, expired))).toBe(21111);
  });

  it('fails with 450 for a wrong token, a token of another NIP, a wrong time and a revoked token', async () => {
    const server = await aServer();
    const { token, referenceNumber } = server.control.registerContext(seller);
    server.control.registerContext('1111111111');
    const failed = async (over: object) =>
      (await outcome(server, await startByToken(server.client, { nip: seller, token, ...over }))).details[0];
    expect(await failed({ token: 'wrong' })).toBe('Nieprawidłowy token');
    expect(await failed({ nip: '1111111111' })).toBe('Nieprawidłowy token');
    expect(await failed({ timestampMs: 1 })).toBe('Nieprawidłowy czas tokena');
    server.control.revokeToken(referenceNumber);
    expect(await failed({})).toBe('Token unieważniony');
  });

  it('refuses an unknown public key, and the old one after the keys are renewed, with 21470', async () => {
    const server = await aServer();
    const { token } = server.control.registerContext(seller);
    const { body } = await server.client.get('/security/public-key-certificates');
    await server.control.renewEncryptionKeys();
    const old = { nip: seller, token, publicKeyId: body[0].publicKeyId };
    expect(codeOf(await startByToken(server.client, old))).toBe(21470);
    expect((await startByToken(server.client, { nip: seller, token })).status).toBe(202);
  });

  it('gives tokens once', async () => {
    const server = await aServer();
    const { token } = server.control.registerContext(seller);
    const started = await startByToken(server.client, { nip: seller, token });
    expect(await redeemed(server.client, started)).toMatch(/^ey/);
    const again = await server.client.post('/auth/token/redeem', undefined, started.body.authenticationToken.token);
    expect(again.status).toBe(400);
    expect(codeOf(again)).toBe(21301);
  });

  it('shows 100 until the processing time is over, and gives no token before', async () => {
    const server = await aServer({ processingMs: 500 });
    const { token } = server.control.registerContext(seller);
    const started = await startByToken(server.client, { nip: seller, token });
    expect((await outcome(server, started)).code).toBe(100);
    const early = await server.client.post('/auth/token/redeem', undefined, started.body.authenticationToken.token);
    expect(codeOf(early)).toBe(21301);
    server.pass(500);
    expect((await outcome(server, started)).code).toBe(200);
  });

  it('refreshes an access token until the sign-in or the KSeF token is revoked', async () => {
    const server = await aServer();
    const { token, referenceNumber } = server.control.registerContext(seller);
    const started = await startByToken(server.client, { nip: seller, token });
    const { body } = await server.client.post('/auth/token/redeem', undefined, started.body.authenticationToken.token);
    const refresh = () => server.client.post('/auth/token/refresh', undefined, body.refreshToken.token);
    server.pass(16 * minute);
    expect((await server.client.get('/auth/sessions', body.accessToken.token)).status).toBe(401);
    const fresh = await refresh();
    expect((await server.client.get('/auth/sessions', fresh.body.accessToken.token)).body.items).toHaveLength(1);
    server.control.revokeToken(referenceNumber);
    expect(codeOf(await refresh())).toBe(21301);
  });

  it('ends with the sign-in', async () => {
    const server = await aServer();
    const access = await signIn(server);
    expect((await server.client.delete('/auth/sessions/current', access)).status).toBe(204);
    expect((await server.client.get('/auth/sessions', access)).body.items).toEqual([]);
  });
});

describe('sign-in with a certificate', () => {
  it.each(['ec', 'rsa'] as const)('works with a KSeF certificate of type Authentication, key %s', async (kind) => {
    const server = await aServer();
    const certificate = await server.control.enrolCertificate(seller, 'Authentication', kind);
    const started = await startByCertificate(server.client, seller, certificate);
    expect(await outcome(server, started)).toMatchObject({ code: 200 });
    expect(await redeemed(server.client, started)).toMatch(/^ey/);
  });

  it('fails for another NIP, type Offline, an expired and a revoked certificate', async () => {
    const server = await aServer();
    const certificate = await server.control.enrolCertificate(seller, 'Authentication');
    const offline = await server.control.enrolCertificate(seller, 'Offline');
    const result = async (nip: string, signer: typeof certificate) =>
      outcome(server, await startByCertificate(server.client, nip, signer));
    expect(await result('1111111111', certificate)).toMatchObject({ code: 415 });
    expect(await result(seller, offline)).toMatchObject({ code: 460, details: ['Niepoprawny certyfikat'] });
    server.control.expireCertificate(certificate.serialNumber);
    expect(await result(seller, certificate)).toMatchObject({ code: 460, details: ['Nieważny certyfikat'] });
    server.control.revokeCertificate(certificate.serialNumber);
    expect(await result(seller, certificate)).toMatchObject({ code: 460, details: ['Certyfikat odwołany'] });
  });

  it('refuses a changed document, a changed certificate digest, another key, no signature and two', async () => {
    const server = await aServer();
    const certificate = await server.control.enrolCertificate(seller, 'Authentication');
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const otherKey = other.export({ type: 'pkcs8', format: 'pem' }).toString();
    const code = async (change: (xml: string) => string, signer: object = {}) =>
      codeOf(await startByCertificate(server.client, seller, { ...certificate, ...signer }, change));
    const same = (xml: string) => xml;
    expect(await code((xml) => xml.replace(`<Nip>${seller}`, '<Nip>1111111111'))).toBe(9105);
    expect(await code((xml) => xml.replace(/<xades:SigningTime>20/, '<xades:SigningTime>21'))).toBe(9105);
    expect(await code(same, { privateKeyPem: otherKey })).toBe(9105);
    expect(await code((xml) => xml.replace(/URI="#signed-properties"/, 'URI="#other"'))).toBe(9105);
    expect(await code(() => authTokenRequest('20261124-CR-0000000000-0000000000-00', seller))).toBe(9102);
    const twice = (xml: string) => xml.replace(/(<ds:Signature .*<\/ds:Signature>)/s, '$1$1');
    expect(await code(twice)).toBe(9103);
    expect(await code(() => 'no XML')).toBe(9101);
    expect(await code((xml) => `<!DOCTYPE AuthTokenRequest []>${xml}`)).toBe(9101);
  });

  it('takes a self-signed seal with the NIP of the context, unless the chain is to be verified', async () => {
    const server = await aServer();
    const lifetime = { from: Date.parse('2026-01-01'), to: Date.parse('2027-01-01') };
    const issued = await issueCertificate('ec', { commonName: 'Sklep', nip: seller }, lifetime);
    const own = { certificatePem: issued.certificateDer.toString('base64'), privateKeyPem: issued.privateKeyPem };
    expect(await outcome(server, await startByCertificate(server.client, seller, own))).toMatchObject({ code: 200 });
    const foreign = await startByCertificate(server.client, '1111111111', own);
    expect(await outcome(server, foreign)).toMatchObject({ code: 415 });
  });
});
