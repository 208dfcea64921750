import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { invoiceBody, newCipher, openOnline, redeemed, startByToken, testClient } from '../testing/client.ts';
import { anInvoiceFile, anOnlineSession, aServer, seller, signIn } from '../testing/server.ts';

const sending = 'post /sessions/online/{referenceNumber}/invoices';
const keys = '/security/public-key-certificates';

it('the limits of production hold for each context, and end with their window', async () => {
  const server = await aServer({ limits: 'production' });
  const access = await signIn(server);
  const open = async () => (await openOnline(server.client, access, newCipher())).status;
  for (let index = 0; index < 10; index += 1) expect(await open()).toBe(201);
  expect(await open()).toBe(429);
  server.pass(1_000);
  expect(await open()).toBe(201);
  const other = await signIn(server, '1111111111');
  expect((await openOnline(server.client, other, newCipher())).status).toBe(201);
});

it('180 invoices an hour are taken, the next one is refused with the seconds to wait', async () => {
  const server = await aServer({ limits: 'production' });
  const open = await anOnlineSession(server);
  const started = await startByToken(server.client, { nip: seller, ...server.control.registerContext(seller) });
  const tokens = await server.client.post('/auth/token/redeem', undefined, started.body.authenticationToken.token);
  const fresh = async () =>
    (await server.client.post('/auth/token/refresh', undefined, tokens.body.refreshToken.token)).body.accessToken.token;
  const body = invoiceBody(open.cipher, anInvoiceFile('A/1'));
  const send = async (access: string) => server.client.post(`/sessions/online/${open.session}/invoices`, body, access);
  for (let minute = 0; minute < 18; minute += 1) {
    const access = await fresh();
    for (let index = 0; index < 10; index += 1) expect((await send(access)).status).toBe(202);
    server.pass(60_000);
  }
  const refused = await send(await fresh());
  expect(refused.status).toBe(429);
  expect(refused.body.status).toMatchObject({ code: 429 });
  expect(refused.headers.get('retry-after')).toBe(String(42 * 60));
  server.pass(42 * 60_000);
  expect((await send(await fresh())).status).toBe(202);
}, 60_000);

it('the limits in force are those of the document', async () => {
  const server = await aServer();
  const { body } = await server.client.get('/rate-limits', await signIn(server));
  expect(body.invoiceSend).toEqual({ perSecond: 10, perMinute: 30, perHour: 180 });
  expect(body.other).toEqual({ perSecond: 10, perMinute: 30, perHour: 120 });
  expect(Object.keys(body)).toHaveLength(12);
});

it('faults strike the operations they aim at, as often as told', async () => {
  const server = await aServer();
  server.control.addFault({ kind: 'down' }, { times: 1 });
  expect((await server.client.get(keys)).status).toBe(503);
  server.control.addFault({ kind: 'limited', retryAfterSeconds: 7 }, { times: 1 });
  expect((await server.client.get(keys)).headers.get('retry-after')).toBe('7');
  server.control.addFault({ kind: 'garbled', as: 'json' }, { times: 1 });
  expect((await server.client.get(keys)).body).toBeUndefined();
  server.control.addFault({ kind: 'garbled', as: 'html' }, { times: 1 });
  expect((await server.client.get(keys)).text).toContain('<html>');
  server.control.addFault({ kind: 'refused' }, { operation: 'post /auth/challenge' });
  await expect(server.client.post('/auth/challenge')).rejects.toThrow();
  server.control.addFault({ kind: 'warning', text: '[1]: Przerwa techniczna' }, { times: 1 });
  const answer = await server.client.get(keys);
  expect([answer.status, answer.headers.get('x-system-warning')]).toEqual([200, '[1]: Przerwa techniczna']);
  server.control.clearFaults();
  expect((await server.client.post('/auth/challenge')).status).toBe(200);
});

it('an answer lost after acceptance makes a second attempt meet 440 with the first number', async () => {
  const server = await aServer();
  const { access, cipher, session } = await anOnlineSession(server);
  const path = `/sessions/online/${session}/invoices`;
  server.control.addFault({ kind: 'lost' }, { operation: sending, times: 1 });
  await expect(server.client.post(path, invoiceBody(cipher, anInvoiceFile('A/1')), access)).rejects.toThrow();
  const [first] = server.control.accepted();
  const { body } = await server.client.post(path, invoiceBody(cipher, anInvoiceFile('A/1')), access);
  const second = await server.client.get(`/sessions/${session}/invoices/${body.referenceNumber}`, access);
  expect(second.body.status).toMatchObject({ code: 440, extensions: { originalKsefNumber: first?.ksefNumber } });
});

it('invoices are rejected, delayed and doubled as told', async () => {
  const server = await aServer();
  const { access, cipher, session } = await anOnlineSession(server);
  const status = async (number: string) => {
    const xml = anInvoiceFile(number);
    const { body } = await server.client.post(`/sessions/online/${session}/invoices`, invoiceBody(cipher, xml), access);
    return (await server.client.get(`/sessions/${session}/invoices/${body.referenceNumber}`, access)).body.status.code;
  };
  server.control.addFault({ kind: 'rejecting', code: 550 }, { times: 1 });
  expect(await status('A/1')).toBe(550);
  server.control.addFault({ kind: 'late', ms: 5_000 }, { times: 1 });
  expect(await status('A/2')).toBe(100);
  server.control.addFault({ kind: 'duplicating' }, { times: 1 });
  expect(await status('A/3')).toBe(440);
});

it('a restart with a file forgets neither numbers, nor tokens, nor sessions', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ksef-server-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const stateFile = join(folder, 'ksef.json');
  const first = await aServer({ stateFile });
  const { access, cipher, session } = await anOnlineSession(first);
  await first.client.post(`/sessions/online/${session}/invoices`, invoiceBody(cipher, anInvoiceFile('A/1')), access);
  await first.close();
  const second = await aServer({ stateFile });
  expect(second.control.accepted()).toEqual(first.control.accepted());
  const status = await second.client.get(`/sessions/${session}`, access);
  expect(status.body).toMatchObject({ status: { code: 100 }, successfulInvoiceCount: 1 });
});

it('control by HTTP is there only when asked for', async () => {
  const closed = await aServer();
  const open = await aServer({ controlByHttp: true });
  const register = (origin: string) => testClient(origin).post('/control/registerContext', [seller]);
  expect((await register(closed.origin)).status).toBe(404);
  const { token } = (await register(open.origin)).body;
  expect(await redeemed(open.client, await startByToken(open.client, { nip: seller, token }))).toMatch(/^ey/);
  expect((await testClient(open.origin).post('/control/toString', [])).status).toBe(404);
});
