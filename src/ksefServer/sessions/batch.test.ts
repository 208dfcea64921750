import { expect, it } from 'vitest';
import { sample } from '../../ksef/testing/samples.ts';
import { type Entry, tarGzOf, zipOf } from '../testing/archives.ts';
import { encryptAes, encryptionOf, formCode, newCipher, sha256, strangerTo } from '../testing/client.ts';
import { anInvoiceFile, aServer, signIn, type TestServer } from '../testing/server.ts';
import { untilTrue } from '../testing/until.ts';

const minute = 60_000;
const codeOf = (answer: { body: Record<string, unknown> }) =>
  (answer.body as { exception: { exceptionDetailList: { exceptionCode: number }[] } }).exception.exceptionDetailList[0]
    ?.exceptionCode;
const files = (...numbers: string[]): Entry[] =>
  numbers.map((number) => ({ name: `${number.replace('/', '-')}.xml`, content: anInvoiceFile(number) }));

type Part = { ordinalNumber: number; encrypted: Buffer };

/** Opens a session for an archive that is sent in so many parts. */
async function open(server: TestServer, archive: Buffer, { parts = 1, cipher = newCipher(), over = {} } = {}) {
  const access = await signIn(server);
  const size = Math.ceil(archive.byteLength / parts);
  const sent: Part[] = Array.from({ length: parts }, (_, index) => ({
    ordinalNumber: index + 1,
    encrypted: encryptAes(cipher, archive.subarray(index * size, (index + 1) * size)),
  }));
  const fileParts = sent.map(({ ordinalNumber, encrypted }) => ({
    ordinalNumber,
    fileSize: encrypted.byteLength,
    fileHash: sha256(encrypted),
  }));
  const batchFile = { fileSize: archive.byteLength, fileHash: sha256(archive), fileParts, ...over };
  const body = { formCode, encryption: await encryptionOf(server.client, cipher), batchFile };
  return { access, sent, answer: await server.client.post('/sessions/batch', body, access) };
}

type Opened = Awaited<ReturnType<typeof open>>;

async function put({ answer, sent }: Opened, change = (bytes: Buffer) => bytes): Promise<number[]> {
  const statuses: number[] = [];
  for (const { url, method, headers, ordinalNumber } of answer.body.partUploadRequests) {
    const part = sent.find((one) => one.ordinalNumber === ordinalNumber);
    const body = new Uint8Array(change(part?.encrypted ?? Buffer.alloc(0)));
    statuses.push((await fetch(url, { method, headers, body })).status);
  }
  return statuses;
}

const close = (server: TestServer, { answer, access }: Opened) =>
  server.client.post(`/sessions/batch/${answer.body.referenceNumber}/close`, undefined, access);

async function finished(server: TestServer, opened: Opened) {
  await put(opened);
  expect((await close(server, opened)).status).toBe(204);
  const look = async () =>
    (await server.client.get(`/sessions/${opened.answer.body.referenceNumber}`, opened.access)).body;
  return untilTrue(look, ({ status }) => status.code !== 150);
}

it('parts of another size or hash, forged addresses and late parts are refused', async () => {
  const server = await aServer();
  const opened = await open(server, zipOf(files('A/1')), { parts: 2 });
  expect(await put(opened, (bytes) => bytes.subarray(1))).toEqual([400, 400]);
  expect(await put(opened, (bytes) => Buffer.alloc(bytes.byteLength))).toEqual([400, 400]);
  const [first] = opened.answer.body.partUploadRequests;
  expect((await fetch(first.url.replace(/sig=.{6}/, 'sig=abcdef'), { method: 'PUT', body: 'x' })).status).toBe(401);
  expect(codeOf(await close(server, opened))).toBe(21205);
  server.pass(40 * minute + 1);
  expect(await put(opened)).toEqual([403, 403]);
  const later = { ...opened, access: await signIn(server) };
  expect(codeOf(await close(server, later))).toBe(21208);
  const status = await server.client.get(`/sessions/${opened.answer.body.referenceNumber}`, later.access);
  expect(status.body.status).toMatchObject({ code: 440, details: ['Przekroczono czas wysyłki'] });
});

it.each([
  [405, 'a hash of another archive', zipOf(files('A/1')), { fileHash: sha256(Buffer.from('other')) }],
  [430, 'no archive', Buffer.from('no archive'), {}],
  [430, 'a bomb that inflates to 100 MB', zipOf([{ name: 'bomb.xml', content: Buffer.alloc(100_000_000) }], 100), {}],
  [430, 'a ZIP that is announced as tar.gz', zipOf(files('A/1')), { compressionType: 'TarGz' }],
  [440, 'an empty archive', zipOf([]), {}],
  [445, 'no valid invoice', zipOf([{ name: 'a.xml', content: sample('invalid', '01-missing-p15.xml') }]), {}],
])('a batch ends with %i for %s', async (code, _, archive, over) => {
  const server = await aServer();
  const { status } = await finished(server, await open(server, archive, { over }));
  expect(status.code, JSON.stringify(status)).toBe(code);
  expect(server.control.accepted()).toEqual([]);
});

it('a batch ends with 435 when its parts are encrypted with another key', async () => {
  const server = await aServer();
  const opened = await open(server, zipOf(files('A/1')));
  const access = await signIn(server);
  const [part] = opened.sent;
  const encrypted = part?.encrypted ?? Buffer.alloc(0);
  const batchFile = {
    ...{ fileSize: 10, fileHash: sha256(Buffer.from('x')) },
    fileParts: [{ ordinalNumber: 1, fileSize: encrypted.byteLength, fileHash: sha256(encrypted) }],
  };
  const encryption = await encryptionOf(server.client, strangerTo(encrypted));
  const answer = await server.client.post('/sessions/batch', { formCode, encryption, batchFile }, access);
  expect((await finished(server, { access, sent: opened.sent, answer })).status.code).toBe(435);
});

it.each(['Zip', 'TarGz'] as const)(
  'the invoices of a %s in three parts get their own outcome',
  async (compressionType) => {
    const server = await aServer();
    const entries = [...files('B/1', 'B/2'), { name: 'again.xml', content: anInvoiceFile('B/1') }];
    const archive = compressionType === 'Zip' ? zipOf(entries) : tarGzOf(entries);
    const opened = await open(server, archive, { parts: 3, over: { compressionType } });
    const { status, ...counts } = await finished(server, opened);
    expect(status.code, JSON.stringify(status)).toBe(200);
    expect(counts).toMatchObject({ invoiceCount: 3, successfulInvoiceCount: 2, failedInvoiceCount: 1 });
    const path = `/sessions/${opened.answer.body.referenceNumber}/invoices`;
    const { body } = await server.client.get(`${path}?pageSize=10`, opened.access);
    const seen = body.invoices.map(
      (one: { invoiceHash: string; invoiceFileName: string; status: { code: number } }) => [
        ...[one.invoiceFileName, one.status.code, one.invoiceHash],
      ],
    );
    expect(seen).toEqual(entries.map(({ name, content }, index) => [name, index === 2 ? 440 : 200, sha256(content)]));
    expect(await (await fetch(counts.upo.pages[0].downloadUrl)).text()).toContain('<NumerFaktury>B/2</NumerFaktury>');
    expect(codeOf(await close(server, opened))).toBe(21180);
  },
);
