import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { inParallel } from '../../testing/inParallel.ts';
import { brokenJson } from '../../testing/inputs/brokenJson.ts';
import { mutationsOf, type Schema } from '../../testing/inputs/mutations.ts';
import { type Ask, as, type Client, clientFor, type Role } from '../../testing/network/client.ts';
import { readRefusal } from '../../testing/network/refusals.ts';
import { type Row, routeMatrix } from '../../testing/network/routeMatrix.ts';
import { siteForTests } from '../../testing/network/siteForTests.ts';

const { site } = await siteForTests();
let before: Record<string, number>;
const prepared = new Map<Row, { client: Client; request: Partial<Ask> }>();
beforeAll(async () => {
  for (const row of routeMatrix) prepared.set(row, await prepare(row));
  before = await site.rowCounts();
});

/** A valid request, and a client that may send it. */
async function prepare(row: Row) {
  const role = row.may.find((one) => one !== 'anonymous') ?? 'anonymous';
  const client = await clientFor(site, row, role === 'pos' && row.may.length > 1 ? 'anonymous' : role);
  const ids = { ...site.alfa.ids, ...(await row.spare?.(site, site.alfa)) };
  const request = await row.request?.({ site, chain: site.alfa, ids, atOperator: role === 'operator' });
  return { client, request: request ?? {} };
}

const nameOf = ({ method, url }: Row) => `${method} ${url}`;
const rows = routeMatrix.map((row) => [nameOf(row), row] as const);
const bodied = rows.filter(([, { method }]) => method === 'POST' || method === 'PUT');

async function ask(row: Row, change: Partial<Ask>) {
  const made = prepared.get(row);
  if (!made) throw new Error(`${nameOf(row)} was not prepared`);
  const headers = { ...made.request.headers, ...change.headers };
  return made.client.ask({ method: row.method, url: row.url, ...made.request, ...change, headers });
}

function schemaOf(row: Row, part: 'body' | 'querystring' | 'params'): Schema | undefined {
  const route = site.routes.find(({ method, url }) => url === row.url && [method].flat().includes(row.method));
  return (route?.schema as Record<typeof part, Schema | undefined> | undefined)?.[part];
}

/** Polish and English in turn, so that each kind of answer is read in both. */
const languages = ['pl', 'en'] as const;

describe.each(bodied)('the body of %s', (_, row) => {
  it('is refused with a pointer for each way in which one field can be wrong', async () => {
    const schema = schemaOf(row, 'body');
    if (!schema) return expect(prepared.get(row)?.request.payload).not.toBeTypeOf('object');
    const mutations = mutationsOf(schema.anyOf?.[0] ?? schema, prepared.get(row)?.request.payload ?? {});
    const tried = mutations.filter(({ what, pointer }) => !(schema.anyOf && pointer === '' && what === 'null instead'));
    await inParallel([...tried.entries()], 10, async ([index, { what, value, pointer }]) => {
      const language = languages[index % 2] ?? 'pl';
      const payload = JSON.stringify(value) ?? '';
      const headers = { 'content-type': 'application/json', 'accept-language': language };
      const problem = readRefusal(await ask(row, { payload, headers }), language);
      expect([what, pointer, problem.code]).toEqual([what, pointer, 'request.invalid']);
      expect([what, problem.errors?.map((error) => error.pointer)]).toEqual([what, expect.arrayContaining([pointer])]);
      // One field is wrong, so the answer is short: answers do not grow with the request.
      expect(problem.errors?.length, `${what} at ${pointer}`).toBeLessThanOrEqual(2);
    });
    expect(tried.length).toBeGreaterThan(3);
  });

  it('is refused when it is not JSON', async () => {
    await inParallel(brokenJson, 10, async (payload) => {
      // These take other bodies than JSON; batch.http, jpk.http and poslog.http have their own broken ones.
      if (/\/receipts\/(batch|jpk|poslog)$/.test(row.url)) return;
      const answer = await ask(row, { payload, headers: { 'content-type': 'application/json' } });
      // A route without a body does not read one.
      if (!schemaOf(row, 'body') && answer.statusCode < 300) return;
      expect(readRefusal(answer).code).toBe('request.invalid');
    });
  });

  it('is refused when it is deep, compressed, empty, of another type or far too large', async () => {
    if (!schemaOf(row, 'body') || row.url.endsWith('deliveries')) return;
    const json = { 'content-type': 'application/json' };
    const packed = { ...json, 'content-encoding': 'gzip' };
    const whole = JSON.stringify(prepared.get(row)?.request.payload);
    const codes = await inParallel<Partial<Ask>, string>(
      [
        { payload: '['.repeat(120_000), headers: json },
        { payload: '['.repeat(100_000) + ']'.repeat(100_000), headers: json },
        { payload: `${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}`, headers: json },
        { payload: gzipSync(whole), headers: packed },
        { payload: '', headers: json },
        { payload: undefined },
        { payload: whole, headers: { 'content-type': 'text/plain' } },
        { payload: whole, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
        { payload: whole, headers: { 'content-type': 'multipart/form-data; boundary=x' } },
        { payload: whole, headers: { 'content-type': 'application/xml' } },
        { payload: whole, headers: { 'content-type': 'application/x-ndjson' } },
        { payload: whole, headers: { 'content-type': '\u00ff' } },
        { payload: `"${'a'.repeat(4_300_000)}"`, headers: json },
      ],
      4,
      async (change) => readRefusal(await ask(row, change)).code,
    );
    expect(codes.slice(0, 6)).toEqual(Array(6).fill('request.invalid'));
    expect(codes.slice(6, 12)).toEqual(Array(6).fill('request.unsupported_media_type'));
    expect(codes[12]).toBe('request.too_large');
  });
});

it.each(['{}', '0', '{"a":0}'])('two megabytes of %s are refused without checking each value', async (item) => {
  const client = await as(site, 'anonymous');
  const payload = `{"lines":[${`${item},`.repeat(2_000_000 / (item.length + 1))}{}]}`;
  const headers = { 'content-type': 'application/json' };
  const problem = readRefusal(await client.ask({ method: 'POST', url: '/api/v1/invoices/preview', payload, headers }));
  expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/lines']);
});

describe.each(rows)('the address of %s', (_, row) => {
  it('is refused when a part of it is wrong', async () => {
    const url = prepared.get(row)?.request.url ?? row.url;
    const params = Object.keys(schemaOf(row, 'params')?.properties ?? {});
    const wrong = [
      'nie',
      '0',
      'urn:uuid:018f0000-0000-7000-8000-000000000000',
      '-'.repeat(36),
      '%00',
      '%FF',
      '%',
      '%ud800',
      'a'.repeat(300),
      '..%2f..',
      `%F0%9F%98%80`,
      "'",
      '__proto__',
    ];
    for (const name of params)
      for (const value of wrong) {
        const place = row.url.split('/').indexOf(`:${name}`);
        const parts = url.split('/').map((part, index) => (index === place ? value : part));
        const problem = readRefusal(await ask(row, { url: parts.join('/') }));
        expect([value, problem.code]).toEqual([
          value,
          expect.stringMatching(/^(request\.invalid|(template\.|accountant\.)?not_found)$/),
        ]);
      }
  });

  it('is refused with a pointer when its query is wrong', async () => {
    const schema = schemaOf(row, 'querystring');
    const made = prepared.get(row)?.request.url ?? row.url;
    const url = `${made}${made.includes('?') ? '&' : '?'}`;
    for (const [name, { maxLength, pattern, format }] of Object.entries(schema?.properties ?? {})) {
      const malformed = pattern || format ? ['', 'nie', '-1', '1e9', '2026-02-30'] : [];
      const wrong = [
        `${name}=a&${name}=b`,
        ...(maxLength ? [`${name}=${'a'.repeat(maxLength + 1)}`] : []),
        ...malformed.filter((one) => !pattern || !new RegExp(pattern).test(one)).map((one) => `${name}=${one}`),
      ];
      for (const query of wrong) {
        const problem = readRefusal(await ask(row, { url: url + query }));
        expect(problem.errors?.map((error) => error.pointer)).toContain(`/querystring/${name}`);
      }
    }
    if (schema) {
      const problem = readRefusal(await ask(row, { url: `${url}nieznane=1` }));
      expect(problem.errors?.[0]?.pointer).toBe('/querystring/nieznane');
    }
  });
});

describe('lists', () => {
  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const id = '018f0000-0000-7000-8000-000000000000';

  it.each(['x', cursor(null), cursor([]), cursor({}), cursor({ id: 'x' }), cursor({ id: "' or 1=1" })])(
    'the cursor %s is refused',
    async (text) => {
      await refuseCursor('shopper', '/invoices', text);
      await refuseCursor('admin', '/office/invoices', text);
      await refuseCursor('operator', '/operator/chains', text);
    },
  );

  it.each(['2026-02-30 10:00:00+00', '2026-11-24 25:00:00+00', '2026-11-24 10:00:00+99', 'infinity', ''])(
    'a page after %j is refused',
    (issuedAt) => refuseCursor('shopper', '/invoices', cursor({ issuedAt, id })),
  );

  async function refuseCursor(role: Role, url: string, text: string) {
    const client = await as(site, role);
    const problem = readRefusal(await client.ask({ method: 'GET', url: `/api/v1${url}?cursor=${text}` }));
    expect([problem.code, problem.errors?.[0]?.pointer]).toEqual(['cursor.invalid', '/cursor']);
  }

  it.each(['999 999 999 999 999 999 999 999', '99999999999999999999', '0,00', '1e400', '%_\\', '٣'])(
    'searching for %s finds nothing, without an internal error',
    async (q) => {
      const client = await as(site, 'staff');
      const answer = await client.ask({ method: 'GET', url: `/api/v1/office/invoices?q=${encodeURIComponent(q)}` });
      expect([answer.statusCode, answer.json()]).toEqual([200, { items: [] }]);
    },
  );
});

it.each([undefined, '', ' ', 'a b', 'a'.repeat(256), 'zażółć', 'a\tb'])(
  'the idempotency key %j is refused',
  async (key) => {
    const row = routeMatrix.find((one) => nameOf(one) === 'POST /api/v1/invoices');
    const made = row && prepared.get(row);
    const headers = key === undefined ? {} : { 'idempotency-key': key };
    const answer = await made?.client.ask({ method: 'POST', url: '/api/v1/invoices', ...made.request, headers });
    const problem = answer && readRefusal(answer);
    expect(problem?.code).toBe('idempotency.key_required');
    expect(problem?.errors?.map(({ pointer }) => pointer)).toEqual(['/headers/idempotency-key']);
  },
);

// Runs last: all requests above were refused, so the database is unchanged.
it('nothing was written, and no request caused an internal error', async () => {
  const after = await site.rowCounts();
  expect({ ...after, sessions: 0, operator_sessions: 0 }).toEqual({ ...before, sessions: 0, operator_sessions: 0 });
  expect(site.logs.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});
