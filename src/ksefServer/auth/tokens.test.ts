import { expect, it } from 'vitest';
import { invoiceBody, redeemed, sha256, startByCertificate, startByToken } from '../testing/client.ts';
import { anInvoiceFile, anOnlineSession, aServer, seller, signIn, type TestServer } from '../testing/server.ts';

async function byCertificate(server: TestServer): Promise<string> {
  const certificate = await server.control.enrolCertificate(seller, 'Authentication');
  return redeemed(server.client, await startByCertificate(server.client, seller, certificate));
}

it('a token that only reads opens no session', async () => {
  const server = await aServer();
  const owner = await byCertificate(server);
  const wanted = { description: 'reading', permissions: ['InvoiceRead'] };
  const { body, status } = await server.client.post('/tokens', wanted, owner);
  expect(status).toBe(202);
  const access = await redeemed(server.client, await startByToken(server.client, { nip: seller, token: body.token }));
  const refused = await server.client.get('/sessions?sessionType=Online', access);
  expect(refused.status).toBe(403);
  expect(refused.body).toMatchObject({
    reasonCode: 'missing-permissions',
    security: { presentPermissions: ['InvoiceRead'] },
  });
});

it('a token makes no other token, is listed, and signs in no more once it is revoked', async () => {
  const server = await aServer();
  const wanted = { description: 'sending', permissions: ['InvoiceWrite'] };
  expect((await server.client.post('/tokens', wanted, await signIn(server, '1111111111'))).status).toBe(400);
  const owner = await byCertificate(server);
  const { body } = await server.client.post('/tokens', wanted, owner);
  expect((await server.client.get('/tokens', owner)).body.tokens).toHaveLength(1);
  expect((await server.client.delete(`/tokens/${body.referenceNumber}`, owner)).status).toBe(204);
  expect((await server.client.get(`/tokens/${body.referenceNumber}`, owner)).body.status).toBe('Revoked');
  const started = await startByToken(server.client, { nip: seller, token: body.token });
  expect(
    (await server.client.post('/auth/token/redeem', undefined, started.body.authenticationToken.token)).status,
  ).toBe(400);
});

it('an accepted invoice is downloaded by its number, by its own seller', async () => {
  const server = await aServer();
  const { access, cipher, session } = await anOnlineSession(server);
  const xml = anInvoiceFile('A/1');
  await server.client.post(`/sessions/online/${session}/invoices`, invoiceBody(cipher, xml), access);
  const path = `/invoices/ksef/${server.control.accepted()[0]?.ksefNumber}`;
  expect((await server.client.get(path, await signIn(server, '1111111111'))).status).toBe(400);
  const answer = await server.client.get(path, access);
  expect(answer.text).toBe(xml.toString('utf8'));
  expect(answer.headers.get('x-ms-meta-hash')).toBe(sha256(xml));
});

it('an operation that this server does not carry out is answered with 501', async () => {
  const server = await aServer();
  expect((await server.client.get('/certificates/limits', await signIn(server))).status).toBe(501);
  expect((await server.client.get('/certificates/limits')).status).toBe(401);
});

it('errors come as Problem Details to a client that asks for them', async () => {
  const server = await aServer();
  const headers = { 'x-error-format': 'problem-details' };
  const { body } = await server.client.post('/auth/ksef-token', {}, undefined, headers);
  expect(body).toMatchObject({ title: 'Bad Request', status: 400, errors: [{ code: 21405 }] });
});
