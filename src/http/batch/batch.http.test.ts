import { describe, expect, it } from 'vitest';
import type { ProblemDetails } from '../../contract/common.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import {
  many,
  ndjson,
  type Report,
  reportsOf as reports,
  sendBatch,
  storedLines,
} from '../../testing/network/batches.ts';
import { siteForTests } from '../../testing/network/siteForTests.ts';
import { jsonOf, push } from '../../testing/network/visitor.ts';

const { site, wire } = await siteForTests();

const reportsOf = (body: string, type?: string) => reports(wire, site.alfa, body, type);
const statuses = (reports: Report[]) => reports.map(({ line, status }) => [line, status]);

it('5,000 receipts of 8 lines in one request are reported line by line and stored; sent again, they are known', async () => {
  const receipts = many(5_000, 8);
  const body = ndjson(receipts);
  const reports = await reportsOf(body);
  expect(statuses(reports)).toEqual(receipts.map((_, index) => [index + 1, 'created']));
  expect(new Set(reports.map(({ id }) => id)).size).toBe(5_000);
  expect(reports[0]?.url).toBe(`${site.alfa.origin}/r/${reports[0]?.code}`);
  expect(await storedLines(site, site.alfa, receipts)).toEqual(receipts.map(() => 8));
  const again = await reportsOf(body);
  expect(again).toEqual(reports.map((report) => ({ ...report, status: 'known' })));
});

describe('a bad line', () => {
  const good = JSON.stringify(aReceipt());
  it.each<[string, string, string, string | undefined]>([
    ['that is no JSON', '{"store":', 'request.invalid', ''],
    ['that is two receipts', `${good}${good}`, 'request.invalid', ''],
    ['that is no receipt', '[]', 'request.invalid', ''],
    ['with wrong sums', JSON.stringify({ ...aReceipt(), total: 1 }), 'receipt.arithmetic', '/total'],
    [
      'with an offset that the database does not read',
      JSON.stringify({ ...aReceipt(), issuedAt: '2026-11-20T10:00:00+23:59' }),
      'receipt.arithmetic',
      '/issuedAt',
    ],
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
  ])('%s affects only its own report', async (_, line, code, pointer) => {
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

  it('with other content than the same document before is a conflict that names the fields, as for a single receipt', async () => {
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
  it('may end without a line feed and contain CRLF and empty lines, which count but are not reported', async () => {
    const [one, two, three] = many(3).map((receipt) => JSON.stringify(receipt));
    const reports = await reportsOf(`\n${one}\r\n\r\n  \n${two}\r\n${three}`);
    expect(statuses(reports)).toEqual([
      [2, 'created'],
      [5, 'created'],
      [6, 'created'],
    ]);
  });

  it.each(['', '\n', '\r\n\r\n'])('without a receipt (%j) has an empty report', async (body) => {
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
      const answer = await sendBatch(wire, site.alfa, ndjson(many(1)), type);
      expect([answer.status, jsonOf<ProblemDetails>(answer).code]).toEqual([415, 'request.unsupported_media_type']);
    },
  );
});

it('no request caused an internal error', () => {
  expect(site.logs.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});
