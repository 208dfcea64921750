import { describe, expect, it, vi } from 'vitest';
import type { ProblemDetails } from '../../contract/common.ts';
import type { ReceiptIn } from '../../contract/receipts.ts';
import { many, ndjson, reportsOf, sendBatch } from '../../testing/network/batches.ts';
import { as } from '../../testing/network/client.ts';
import { siteForTests } from '../../testing/network/siteForTests.ts';
import { jsonOf, push } from '../../testing/network/visitor.ts';

const { site, wire } = await siteForTests();

const emptyLines = `{"lines":[${Array(300).fill('{}').join(',')}]}\n`;

describe('a batch of invalid lines only', () => {
  it('reports the first error of each line', async () => {
    const reports = await reportsOf(wire, site.alfa, emptyLines.repeat(2_000));
    expect(reports.map(({ status, problem }) => `${status} ${problem?.errors?.length}`)).toEqual(
      Array(2_000).fill('refused 1'),
    );
  });

  it('leaves turns to others: a request that comes after the batch is answered before the batch ends', async () => {
    const other = () => site.http.inject({ url: '/api/v1/chain', headers: { host: site.beta.host } });
    await other();
    const order: string[] = [];
    const batch = reportsOf(wire, site.alfa, emptyLines.repeat(5_000)).then(() => order.push('batch'));
    for (let n = 0; n < 3; n += 1) await other().then(() => order.push('other'));
    await batch;
    expect(order).toEqual(['other', 'other', 'other', 'batch']);
  });

  it.each([
    ['three million line feeds', '\n'.repeat(3_000_000), 20_001],
    ['blank lines of spaces', `${' '.repeat(100)}\r\n`.repeat(30_000), 20_001],
    ['one line without an end', 'x'.repeat(12_000_000), 1],
    ['spaces without an end', ' '.repeat(12_000_000), 1],
  ])('of %s has one report, which says that it is too large', async (_, body, line) => {
    const reports = await reportsOf(wire, site.alfa, body);
    expect(reports.map((report) => [report.line, report.problem?.code])).toEqual([[line, 'request.too_large']]);
  });

  it.each([
    ['brackets a hundred thousand deep', '['.repeat(100_000)],
    ['objects a hundred thousand deep', `${'{"lines":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['a number of a million digits', `{"total":${'9'.repeat(1_000_000)}}`],
    ['a million unknown names', `{${Array.from({ length: 100_000 }, (_, n) => `"n${n}":0`).join(',')}}`],
    ['one name a hundred thousand times', `{${Array(100_000).fill('"total":0').join(',')}}`],
  ])('of %s is refused with one error and does not affect other lines', async (_, line) => {
    const [before, after] = many(2);
    const reports = await reportsOf(wire, site.alfa, `${JSON.stringify(before)}\n${line}\n${JSON.stringify(after)}\n`);
    expect(reports.map(({ status }) => status)).toEqual(['created', 'refused', 'created']);
    expect(reports[1]?.problem?.errors).toHaveLength(1);
  });
});

describe('a till that sends only refused receipts', () => {
  it('is refused before its body is read, while another chain’s till is served', async () => {
    const batches = Array.from({ length: 8 }, () => reportsOf(wire, site.beta, emptyLines.repeat(10_000)));
    const last = (await Promise.all(batches)).map((reports) => reports.at(-1)?.problem?.code);
    expect(last).toContain('rate.limited');
    const answer = await sendBatch(wire, site.beta, ndjson(many(1)));
    expect([answer.status, jsonOf<ProblemDetails>(answer).code]).toEqual([429, 'rate.limited']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect((await push(wire, site.beta, many(1)[0] as ReceiptIn)).status).toBe(429);
    expect((await push(wire, site.alfa, many(1)[0] as ReceiptIn)).status).toBe(201);
  });
});

describe('anonymous previews of 5,000 lines', () => {
  const lines = Array.from({ length: 5_000 }, () => ({
    receiptId: crypto.randomUUID(),
    lineId: crypto.randomUUID(),
    quantity: '1',
  }));
  const [first = { receiptId: '' }] = lines;
  const payload = { lines: lines.map((line) => ({ ...line, receiptId: first.receiptId })) };
  const headers = { 'content-type': 'application/json' };

  it('are refused beyond a network’s share after one query, and an ordinary preview is not', async () => {
    const anybody = await as(site, 'anonymous');
    const remoteAddress = '203.0.113.9';
    const preview = (body: object, from = remoteAddress) =>
      site.http.inject({
        method: 'POST',
        url: '/api/v1/invoices/preview',
        remoteAddress: from,
        headers: { host: anybody.host, origin: `http://${anybody.host}`, ...headers },
        payload: body,
      });
    const reading = vi.spyOn(site.app.db, 'withTenant');
    const readings: number[] = [];
    let status = 0;
    while (status !== 429 && readings.length < 60) {
      reading.mockClear();
      status = (await preview(payload)).statusCode;
      readings.push(reading.mock.calls.length);
    }
    reading.mockRestore();
    // The budget is 50,000 lines, and some more become available meanwhile. The refused preview only counted its
    // receipt's lines.
    expect(readings.length).toBeGreaterThan(10);
    expect([status, readings.at(-1), readings.at(0)]).toEqual([429, 1, 2]);
    expect((await preview({ lines: payload.lines.slice(0, 10) })).statusCode).toBe(404);
    expect((await preview(payload, '203.0.113.10')).statusCode).toBe(404);
  });
});

it('all errors of a body are reported when they are few, and only the first when they are many', async () => {
  const till = await as(site, 'pos');
  const url = '/api/v1/receipts';
  const wrong = async (lines: number) => {
    const payload = { lines: Array.from({ length: lines }, () => ({})) };
    return ((await till.ask({ method: 'POST', url, payload })).json() as ProblemDetails).errors?.length;
  };
  expect(await wrong(3)).toBeGreaterThan(10);
  expect(await wrong(600)).toBe(1);
});

it('no request caused an internal error', () => {
  expect(site.logs.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});
