import { describe, expect, it } from 'vitest';
import { sample } from '../../ksef/testing/samples.ts';
import { verifyXades } from '../crypto/xmlSignature.ts';
import {
  encryptionOf,
  formCode,
  invoiceBody,
  newCipher,
  openOnline,
  redeemed,
  sha256,
  startByToken,
  strangerTo,
} from '../testing/client.ts';
import { anInvoiceFile, anOnlineSession, aServer, seller, signIn, type TestServer } from '../testing/server.ts';
import { crc8 } from './ksefNumber.ts';

type Open = Awaited<ReturnType<typeof anOnlineSession>>;

const hour = 3_600_000;
const codeOf = (answer: { body: Record<string, unknown> }) =>
  (answer.body as { exception: { exceptionDetailList: { exceptionCode: number }[] } }).exception.exceptionDetailList[0]
    ?.exceptionCode;

async function sent(server: TestServer, open: Open, xml: Buffer, over: object = {}) {
  const path = `/sessions/online/${open.session}/invoices`;
  return server.client.post(path, invoiceBody(open.cipher, xml, over), open.access);
}

async function statusAfter(server: TestServer, open: Open, xml: Buffer, over: object = {}) {
  const { body, status, text } = await sent(server, open, xml, over);
  expect(status, text).toBe(202);
  return (await server.client.get(`/sessions/${open.session}/invoices/${body.referenceNumber}`, open.access)).body;
}

describe('an online session', () => {
  it('is refused without a token, for another form and for an IV of another length', async () => {
    const server = await aServer();
    const access = await signIn(server);
    const cipher = newCipher();
    const encryption = await encryptionOf(server.client, cipher);
    expect((await server.client.post('/sessions/online', { formCode, encryption })).status).toBe(401);
    const fa2 = { formCode: { ...formCode, systemCode: 'FA (2)' }, encryption };
    expect(codeOf(await server.client.post('/sessions/online', fa2, access))).toBe(21405);
    const short = { formCode, encryption: { ...encryption, initializationVector: 'AAAA' } };
    expect(codeOf(await server.client.post('/sessions/online', short, access))).toBe(21405);
    expect(codeOf(await server.client.post('/sessions/online', { formCode }, access))).toBe(21405);
  });

  it('fails with 415 when the key is not encrypted for the server', async () => {
    const server = await aServer();
    const access = await signIn(server);
    const encryption = await encryptionOf(server.client, newCipher());
    const wrong = { ...encryption, encryptedSymmetricKey: Buffer.alloc(256, 7).toString('base64') };
    const { body } = await server.client.post('/sessions/online', { formCode, encryption: wrong }, access);
    const status = await server.client.get(`/sessions/${body.referenceNumber}`, access);
    expect(status.body.status).toMatchObject({ code: 415 });
    const open = { access, cipher: newCipher(), session: body.referenceNumber };
    expect(codeOf(await sent(server, open, anInvoiceFile('A/1')))).toBe(21180);
  });

  it('is hidden from another NIP', async () => {
    const server = await aServer();
    const open = await anOnlineSession(server);
    const stranger = { ...open, access: await signIn(server, '1111111111') };
    expect(codeOf(await sent(server, stranger, anInvoiceFile('A/1')))).toBe(21173);
    expect(codeOf(await server.client.get(`/sessions/${open.session}`, stranger.access))).toBe(21173);
    expect((await server.client.get(`/sessions/${open.session}`, open.access)).status).toBe(200);
  });

  it('takes nothing once it is closed or older than twelve hours', async () => {
    const server = await aServer();
    const open = await anOnlineSession(server);
    const close = () => server.client.post(`/sessions/online/${open.session}/close`, undefined, open.access);
    expect((await close()).status).toBe(204);
    expect(codeOf(await close())).toBe(21180);
    expect(codeOf(await sent(server, open, anInvoiceFile('A/1')))).toBe(21180);
    const status = await server.client.get(`/sessions/${open.session}`, open.access);
    expect(status.body.status).toMatchObject({ code: 440, details: ['Nie przesłano faktur'] });
    const old = await anOnlineSession(server);
    server.pass(12 * hour);
    expect(codeOf(await sent(server, { ...old, access: await signIn(server) }, anInvoiceFile('A/2')))).toBe(21180);
  });

  it('counts its invoices, and ends with a signed UPO of those that were accepted', async () => {
    const server = await aServer();
    const open = await anOnlineSession(server);
    const first = await statusAfter(server, open, anInvoiceFile('A/1'));
    await statusAfter(server, open, anInvoiceFile('A/1'));
    await server.client.post(`/sessions/online/${open.session}/close`, undefined, open.access);
    const { body } = await server.client.get(`/sessions/${open.session}`, open.access);
    expect(body).toMatchObject({
      status: { code: 200 },
      invoiceCount: 2,
      successfulInvoiceCount: 1,
      failedInvoiceCount: 1,
    });
    const [page] = body.upo.pages;
    const stored = await fetch(page.downloadUrl);
    const xml = await stored.text();
    expect(stored.headers.get('x-ms-meta-hash')).toBe(sha256(Buffer.from(xml)));
    expect(xml).toContain(`<NumerKSeFDokumentu>${first.ksefNumber}</NumerKSeFDokumentu>`);
    expect(verifyXades(xml)).toMatchObject({ valid: true });
    const same = await server.client.get(`/sessions/${open.session}/upo/${page.referenceNumber}`, open.access);
    expect(same.text).toBe(xml);
    expect((await fetch(page.downloadUrl.replace(/sig=.{6}/, 'sig=abcdef'))).status).toBe(403);
    const failed = await server.client.get(`/sessions/${open.session}/invoices/failed`, open.access);
    expect(failed.body.invoices.map(({ ordinalNumber }: { ordinalNumber: number }) => ordinalNumber)).toEqual([2]);
  });
});

describe('an invoice', () => {
  it('is refused at once for a wrong size or hash of the encrypted file, or a missing field', async () => {
    const server = await aServer();
    const open = await anOnlineSession(server);
    const xml = anInvoiceFile('A/1');
    expect(codeOf(await sent(server, open, xml, { encryptedInvoiceSize: 3 }))).toBe(21402);
    expect(codeOf(await sent(server, open, xml, { encryptedInvoiceHash: sha256(xml) }))).toBe(21403);
    expect(codeOf(await sent(server, open, xml, { invoiceHash: undefined }))).toBe(21405);
    expect(codeOf(await sent(server, open, xml, { invoiceHash: 'short' }))).toBe(21405);
    expect(server.control.accepted()).toEqual([]);
  });

  it('ends with 435 when its file is encrypted with another key than the session’s', async () => {
    const server = await aServer();
    const access = await signIn(server);
    const body = invoiceBody(newCipher(), anInvoiceFile('A/1'));
    const cipher = strangerTo(Buffer.from(body.encryptedInvoiceContent, 'base64'));
    const session = String((await openOnline(server.client, access, cipher)).body.referenceNumber);
    const path = `/sessions/online/${session}/invoices`;
    const { body: answer } = await server.client.post(path, body, access);
    const { status } = (await server.client.get(`/sessions/${session}/invoices/${answer.referenceNumber}`, access))
      .body;
    expect(status.code).toBe(435);
    expect(server.control.accepted()).toEqual([]);
  });

  it.each([
    [430, 'a wrong hash', undefined, { invoiceHash: sha256(Buffer.from('other')) }],
    [430, 'a wrong size', undefined, { invoiceSize: 3 }],
    [430, 'no XML', () => Buffer.from('no XML'), {}],
    [
      430,
      'more than 1,000,000 bytes',
      () => anInvoiceFile('A', (xml) => xml.replace('<Fa>', `${' '.repeat(1e6)}<Fa>`)),
      {},
    ],
    [450, 'a broken schema', () => sample('invalid', '01-missing-p15.xml'), {}],
    [450, 'a day in the future', () => anInvoiceFile('A', (xml) => xml.replace(/<P_1>[^<]*/, '<P_1>2026-11-25')), {}],
    [410, 'the NIP of another seller', () => anInvoiceFile('A', (xml) => xml.replaceAll(seller, '1111111111')), {}],
  ])('ends with %i for %s', async (code, _, file, over) => {
    const server = await aServer();
    const open = await anOnlineSession(server);
    const { status, ksefNumber } = await statusAfter(server, open, file?.() ?? anInvoiceFile('A/1'), over);
    expect(status.code, JSON.stringify(status)).toBe(code);
    expect(ksefNumber).toBeUndefined();
    expect(server.control.accepted()).toEqual([]);
  });

  it('goes from 100 over 150 to 200, with a number, a day of receipt and an UPO', async () => {
    const server = await aServer({ processingMs: 1_000 });
    const { token } = server.control.registerContext(seller);
    const started = await startByToken(server.client, { nip: seller, token });
    server.pass(1_000);
    const access = await redeemed(server.client, started);
    const cipher = newCipher();
    const { body: opened } = await openOnline(server.client, access, cipher);
    const open = { access, cipher, session: opened.referenceNumber };
    const { body } = await sent(server, open, anInvoiceFile('A/1'));
    const look = async () =>
      (await server.client.get(`/sessions/${open.session}/invoices/${body.referenceNumber}`, access)).body;
    expect((await look()).status.code).toBe(100);
    server.pass(600);
    expect((await look()).status.code).toBe(150);
    server.pass(400);
    const done = await look();
    expect(done).toMatchObject({ status: { code: 200 }, invoiceNumber: 'A/1', invoicingMode: 'Online' });
    expect(done.ksefNumber).toMatch(/^9999999999-20261124-[0-9A-F]{12}-[0-9A-F]{2}$/);
    expect(done.ksefNumber.slice(-2)).toBe(crc8(done.ksefNumber.slice(0, 32)));
    expect(await (await fetch(done.upoDownloadUrl)).text()).toContain(done.ksefNumber);
    const byNumber = `/sessions/${open.session}/invoices/ksef/${done.ksefNumber}/upo`;
    expect((await server.client.get(byNumber, access)).text).toContain(done.ksefNumber);
  });

  it('keeps the bytes of its UPO when others follow', async () => {
    const server = await aServer();
    const open = await anOnlineSession(server);
    const { referenceNumber } = await statusAfter(server, open, anInvoiceFile('A/1'));
    const path = `/sessions/${open.session}/invoices/${referenceNumber}/upo`;
    const { text } = await server.client.get(path, open.access);
    server.pass(60_000);
    await statusAfter(server, open, anInvoiceFile('A/2'));
    expect((await server.client.get(path, open.access)).text).toBe(text);
  });

  it('sent again ends with 440 and names the first number and its session', async () => {
    const server = await aServer();
    const open = await anOnlineSession(server);
    const { ksefNumber } = await statusAfter(server, open, anInvoiceFile('A/1'));
    const other = await anOnlineSession(server);
    const { status } = await statusAfter(
      server,
      other,
      anInvoiceFile('A/1', (xml) => xml.replace('mk5', 'mk6')),
    );
    const extensions = { originalKsefNumber: ksefNumber, originalSessionReferenceNumber: open.session };
    expect(status).toMatchObject({ code: 440, extensions });
    expect(server.control.accepted()).toHaveLength(1);
  });

  it('is offline when it says so or was issued on an earlier day in Poland', async () => {
    const server = await aServer();
    const open = await anOnlineSession(server);
    const yesterday = anInvoiceFile('A/1', (xml) => xml.replace(/<P_1>[^<]*/, '<P_1>2026-11-23'));
    expect((await statusAfter(server, open, yesterday)).invoicingMode).toBe('Offline');
    expect((await statusAfter(server, open, anInvoiceFile('A/2'), { offlineMode: true })).invoicingMode).toBe(
      'Offline',
    );
    expect((await statusAfter(server, open, anInvoiceFile('A/3'))).invoicingMode).toBe('Online');
  });

  it('rejected offline is corrected technically once', async () => {
    const server = await aServer();
    const open = await anOnlineSession(server);
    const broken = anInvoiceFile('A/1', (xml) => xml.replace(/<P_15>[^<]*<\/P_15>/, ''));
    expect((await statusAfter(server, open, broken, { offlineMode: true })).status.code).toBe(450);
    const correction = { offlineMode: true, hashOfCorrectedInvoice: sha256(broken) };
    const unknown = { offlineMode: true, hashOfCorrectedInvoice: sha256(Buffer.from('unknown')) };
    expect(codeOf(await sent(server, open, anInvoiceFile('A/1'), unknown))).toBe(21405);
    expect((await statusAfter(server, open, anInvoiceFile('A/1'), correction)).status.code).toBe(200);
    expect(codeOf(await sent(server, open, anInvoiceFile('A/2'), correction))).toBe(21166);
    const good = { offlineMode: true, hashOfCorrectedInvoice: sha256(anInvoiceFile('A/1')) };
    expect(codeOf(await sent(server, open, anInvoiceFile('A/3'), good))).toBe(21167);
  });
});

it('the check sum of the number in the official example is right', () => {
  expect(crc8('5265877635-20250826-0100001AF629')).toBe('AF');
});
