import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemDetails } from '../contract/common.ts';
import type { ReceiptAccepted, ReceiptIn } from '../contract/receipts.ts';
import { aReceipt } from '../testing/receipts.ts';
import { openSite, type Site } from '../testing/site.ts';
import type { SiteChain } from '../testing/siteChain.ts';
import { jsonOf, push } from '../testing/visitor.ts';
import { openWire, type Wire, type WireAnswer } from '../testing/wire.ts';

let site: Site;
let wire: Wire;
let port: number;
beforeAll(async () => {
  site = await openSite();
  port = await site.listen();
  wire = openWire(port);
});
afterAll(async () => {
  wire.close();
  await site.close();
});

type Report = { line: number; status: 'created' | 'known' | 'refused'; problem?: ProblemDetails } & ReceiptAccepted;

const many = (count: number, lines = 1) => Array.from({ length: count }, () => aReceipt({ lines }));
const ndjson = (receipts: readonly ReceiptIn[], end = '\n') =>
  receipts.map((one) => JSON.stringify(one) + end).join('');
const statuses = (reports: Report[]) => reports.map(({ line, status }) => [line, status]);

function headersOf({ host, posKey }: SiteChain, type = 'application/x-ndjson'): Record<string, string> {
  return { host, authorization: `Bearer ${posKey}`, ...(type ? { 'content-type': type } : {}) };
}

function send(body: string, type?: string): Promise<WireAnswer> {
  return wire.ask({ method: 'POST', path: '/api/v1/receipts/batch', headers: headersOf(site.alfa, type), body });
}

async function reportsOf(body: string, type?: string): Promise<Report[]> {
  const answer = await send(body, type);
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/x-ndjson']);
  return readReports(answer.body);
}

function readReports(text: string): Report[] {
  const lines = text.split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line) as Report);
}

it('5,000 receipts of 8 lines in one request are reported line by line and stand whole; again, they are known', async () => {
  const receipts = many(5_000, 8);
  const body = ndjson(receipts);
  const reports = await reportsOf(body);
  expect(statuses(reports)).toEqual(receipts.map((_, index) => [index + 1, 'created']));
  expect(new Set(reports.map(({ id }) => id)).size).toBe(5_000);
  expect(reports[0]?.url).toBe(`${site.alfa.origin}/r/${reports[0]?.code}`);
  expect(await storedLines(receipts)).toEqual(receipts.map(() => 8));
  const again = await reportsOf(body);
  expect(again).toEqual(reports.map((report) => ({ ...report, status: 'known' })));
});

/** How many lines the chain holds of each; of one that is not there, nothing. */
async function storedLines(receipts: readonly ReceiptIn[]): Promise<(number | undefined)[]> {
  const rows = await site.sql<{ document: string; lines: number }[]>`
    select r.document_number as document, count(l.id)::int as lines from receipts r
    left join receipt_lines l on l.tenant_id = r.tenant_id and l.receipt_id = r.id
    where r.tenant_id = ${site.alfa.id} group by r.id, r.document_number`;
  const counts = new Map(rows.map((row) => [row.document, row.lines]));
  return receipts.map(({ documentNumber }) => counts.get(documentNumber));
}

describe('a bad line', () => {
  const [good = aReceipt()] = many(1);
  it.each<[string, string, string, string | undefined]>([
    ['that is no JSON', '{"store":', 'request.invalid', ''],
    ['that is two receipts', `${JSON.stringify(good)}${JSON.stringify(good)}`, 'request.invalid', ''],
    ['that is no receipt', '[]', 'request.invalid', ''],
    ['with wrong sums', JSON.stringify({ ...aReceipt(), total: 1 }), 'receipt.arithmetic', '/total'],
    ['with an unknown field', JSON.stringify({ ...aReceipt(), kasjer: 'X' }), 'request.invalid', '/kasjer'],
    [
      'with a character that cannot be stored',
      JSON.stringify(aReceipt({ lines: [{ unit: 'a\0' }] })),
      'request.invalid',
      '/lines/0/unit',
    ],
    [
      'that is too long',
      JSON.stringify({ ...aReceipt(), receiptNumber: 'x'.repeat(4_300_000) }),
      'request.too_large',
      undefined,
    ],
  ])('%s spoils only itself', async (_, line, code, pointer) => {
    const [before, after] = many(2);
    const reports = await reportsOf(`${JSON.stringify(before)}\n${line}\n${JSON.stringify(after)}\n`);
    expect(statuses(reports)).toEqual([
      [1, 'created'],
      [2, 'refused'],
      [3, 'created'],
    ]);
    expect(reports[1]?.problem?.code).toBe(code);
    expect(reports[1]?.problem?.errors?.map((error) => error.pointer)).toEqual(
      pointer === undefined ? undefined : expect.arrayContaining([pointer]),
    );
  });

  it('of another content than the till sent before is a conflict that names the fields, as for one receipt', async () => {
    const [first, other] = many(2);
    if (!first || !other) throw new Error('two were asked for');
    const [created] = await reportsOf(ndjson([first]));
    const changed = { ...first, receiptNumber: '7' };
    const reports = await reportsOf(ndjson([changed, other]));
    expect(statuses(reports)).toEqual([
      [1, 'refused'],
      [2, 'created'],
    ]);
    const { requestId: _, ...alone } = jsonOf<ProblemDetails>(await push(wire, site.alfa, changed));
    expect(reports[0]?.problem).toMatchObject(alone);
    expect(alone).toMatchObject({ code: 'receipt.conflict', status: 409, errors: [{ pointer: '/receiptNumber' }] });
    expect((await reportsOf(ndjson([first])))[0]).toEqual({ ...created, status: 'known' });
  });
});

describe('the body', () => {
  it('may end without a line feed, have CRLF, and empty lines, which count but are not reported', async () => {
    const [one, two, three] = many(3).map((receipt) => JSON.stringify(receipt));
    const reports = await reportsOf(`\n${one}\r\n\r\n  \n${two}\r\n${three}`);
    expect(statuses(reports)).toEqual([
      [2, 'created'],
      [5, 'created'],
      [6, 'created'],
    ]);
  });

  it.each(['', '\n', '\r\n\r\n'])('that holds nothing (%j) has an empty report', async (body) => {
    expect(await reportsOf(body)).toEqual([]);
  });

  it.each(['application/x-ndjson; charset=utf-8', 'application/ndjson', 'APPLICATION/X-NDJSON'])(
    'of type %s is read',
    async (type) => {
      expect(statuses(await reportsOf(ndjson(many(1)), type))).toEqual([[1, 'created']]);
    },
  );

  it.each(['application/json', 'text/plain', 'application/x-ndjsonx', 'application/xml', ''])(
    'of type %j is refused',
    async (type) => {
      const answer = await send(ndjson(many(1)), type);
      expect([answer.status, jsonOf<ProblemDetails>(answer).code]).toEqual([415, 'request.unsupported_media_type']);
    },
  );
});

describe('a connection that dies half way', () => {
  it.each([
    ['is cut', 'destroy'],
    ['is closed', 'end'],
  ] as const)('%s: each receipt is there whole or not at all, and the next sender gets them all', async (_, leave) => {
    const receipts = many(600, 3);
    const body = ndjson(receipts);
    await sendPart(body, { share: 0.9, leave });
    const lines = await storedLines(receipts);
    expect(lines.filter((count) => count !== 3 && count !== undefined)).toEqual([]);
    expect(lines.filter((count) => count === 3).length).toBeGreaterThan(0);
    expect(lines.slice(-59)).toEqual(Array(59).fill(undefined));
    const reports = await reportsOf(body);
    expect(reports.map(({ status }) => status)).not.toContain('refused');
    expect(await storedLines(receipts)).toEqual(receipts.map(() => 3));
  });

  /** Sends this share of the body, waits for the first report, and leaves. */
  function sendPart(body: string, { share, leave }: { share: number; leave: 'destroy' | 'end' }): Promise<void> {
    const headers = { ...headersOf(site.alfa), 'content-length': String(Buffer.byteLength(body)) };
    const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(`POST /api/v1/receipts/batch HTTP/1.1\r\n${head.join('')}\r\n`);
        socket.write(body.slice(0, body.length * share));
      });
      socket.once('data', (data) => {
        if (!data.toString().startsWith('HTTP/1.1 200')) reject(new Error(data.toString()));
        socket[leave]();
      });
      socket.once('error', () => {});
      socket.once('close', () => resolve());
    });
  }
});

it('nothing went wrong inside', () => {
  expect(site.logs.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});
