import { describe, expect, it } from 'vitest';
import { inParallel } from '../../testing/inParallel.ts';
import type { Schema } from '../../testing/inputs/mutations.ts';
import { naughtyStrings } from '../../testing/inputs/naughtyStrings.ts';
import { textFieldsOf, withText } from '../../testing/inputs/textFields.ts';
import { type Ask, as, type Client } from '../../testing/network/client.ts';
import { readRefusal } from '../../testing/network/refusals.ts';
import { aNewChain, type Row, routeMatrix } from '../../testing/network/routeMatrix.ts';
import { siteForTests } from '../../testing/network/siteForTests.ts';

const { site } = await siteForTests();

const nameOf = ({ method, url }: Row) => `${method} ${url}`;
const bodied = routeMatrix.filter(({ method, request }) => ['POST', 'PUT'].includes(method) && request);
const wide = 10;
/**
 * These routes hash a password or create a chain, so they get a quarter of the strings; other routes have similar fields.
 */
const costly = /\/(office\/session|office\/password|operator\/chains|previews)$/;

describe.each(bodied.map((row) => [nameOf(row), row] as const))('%s', (_, row) => {
  it('accepts every odd string or refuses it at its field, without an internal error', async () => {
    const { client, request, fields } = await prepare(row);
    if (!fields.length) return;
    const strings = [...naughtyStrings.entries()].filter(([index]) => index % (costly.test(row.url) ? 4 : 1) === 0);
    await inParallel(strings, wide, async ([index, text]) => {
      const ask = async (pointers: string[]) => {
        const payload = JSON.stringify(withText(fresh(row, request.payload, index), pointers, text));
        const headers = { 'content-type': 'application/json', ...request.headers, ...unique() };
        return client.ask({ method: row.method, url: row.url, ...request, payload, headers });
      };
      const all = await ask(fields);
      if (all.statusCode < 300) return;
      // Fields without an error accept the text, which is then sent past the schema.
      const refused = new Set((readRefusal(all).errors ?? []).map((error) => error.pointer));
      const open = fields.filter((field) => !refused.has(field));
      if (open.length === fields.length || !open.length) return;
      const answer = await ask(open);
      if (answer.statusCode >= 300) readRefusal(answer);
    });
  });
});

async function prepare(row: Row) {
  const role = row.may.find((one) => one !== 'anonymous') ?? 'anonymous';
  const client: Client = await as(site, row.may.length > 5 ? 'anonymous' : role);
  const ids = { ...site.alfa.ids, ...(await row.spare?.(site, site.alfa)) };
  const request: Partial<Ask> =
    (await row.request?.({ site, chain: site.alfa, ids, atOperator: role === 'operator' })) ?? {};
  const schema = site.routes.find(({ method, url }) => url === row.url && method === row.method)?.schema
    ?.body as Schema;
  return { client, request, fields: schema ? textFieldsOf(schema, request.payload) : [] };
}

/** Values that must differ between requests; a repeated value would be refused before the text is used. */
function fresh(row: Row, payload: unknown, index: number): unknown {
  if (row.url.endsWith('/operator/chains')) return aNewChain(`dziwna${index}`);
  return payload;
}

function unique(): Record<string, string> {
  return { 'idempotency-key': crypto.randomUUID() };
}

it('finding by an odd code is a miss like any other', async () => {
  const bodies = await inParallel(
    naughtyStrings.filter((text) => text && text.length <= 300 && text.isWellFormed() && !text.includes('\0')),
    wide,
    async (code) => {
      const client = await as(site, 'anonymous');
      const { body } = await client.ask({ method: 'POST', url: '/api/v1/receipts/find', payload: { code } });
      return body.replace(/"requestId":"[^"]*"/, '');
    },
  );
  expect(new Set(bodies)).toHaveLength(1);
  expect(bodies[0]).toContain('receipt.not_found');
});

it('searching by an odd text finds nothing of another chain and causes no error', async () => {
  const own = new Set<string>();
  for (const [role, url] of [
    ['staff', '/office/invoices'],
    ['operator', '/operator/chains'],
  ] as const) {
    const client = await as(site, role);
    await inParallel(naughtyStrings, wide, async (text) => {
      if (!text.isWellFormed()) return;
      const answer = await client.ask({ method: 'GET', url: `/api/v1${url}?q=${encodeURIComponent(text)}` });
      if (answer.statusCode !== 200) return void readRefusal(answer);
      if (role === 'staff') for (const { id } of answer.json().items) own.add(id);
    });
  }
  const staff = await as(site, 'staff');
  for (const id of own)
    expect((await staff.ask({ method: 'GET', url: `/api/v1/office/invoices/${id}` })).statusCode).toBe(200);
});

it('any path is a page, a refusal or not found', async () => {
  await inParallel([...naughtyStrings.entries()], wide, async ([index, text]) => {
    if (!text.isWellFormed()) return;
    const places = [`/${encodeURI(text)}`, `/r/${encodeURIComponent(text)}`, `/api/v1/${encodeURIComponent(text)}`];
    const url = places[index % places.length] ?? '/';
    const answer = await site.http.inject({ method: 'GET', url, headers: { host: site.alfa.host } });
    expect([url, answer.statusCode]).toEqual([url, expect.toSatisfy((code: number) => code < 500)]);
    const isPage = String(answer.headers['content-type']).startsWith('text/html');
    if (answer.statusCode >= 400 && !isPage) readRefusal(answer);
  });
});

it('no request caused an internal error', () => {
  expect(site.logs.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});
