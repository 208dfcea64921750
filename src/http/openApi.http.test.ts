import type { LightMyRequestResponse } from 'fastify';
import Schema from 'typebox/schema';
import { beforeAll, expect, it } from 'vitest';
import { as, type Client, clientFor } from '../testing/network/client.ts';
import { type Row, routeMatrix } from '../testing/network/routeMatrix.ts';
import { operatorHost } from '../testing/network/site.ts';
import { siteForTests } from '../testing/network/siteForTests.ts';

type Content = Record<string, { schema: Schema.XSchema }>;
type Operation = {
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
  security?: Record<string, string[]>[];
};
type Contract = {
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, unknown> };
};

const { site } = await siteForTests();
let contract: Contract;
beforeAll(async () => {
  const anybody = await as(site, 'anonymous');
  contract = (await anybody.ask({ method: 'GET', url: '/api/v1/openapi.json' })).json();
});

// The contract does not describe itself.
const calls = routeMatrix.filter(({ url }) => url.startsWith('/api/v1/') && !/(openapi\.json|docs)$/.test(url));
const named = calls.map((row) => [`${row.method} ${row.url}`, row] as const);

it.each(named)('the answer of %s matches the contract', async (_, row) => {
  const { answer } = await call(row, (row.sees ?? row.may).at(0) ?? 'anonymous');
  expect(answer.statusCode).toBe(row.ok);
  expectDescribed(row, answer);
});

it.each(named.filter(([, row]) => row.refusal !== 'never'))('so is how %s refuses', async (_, row) => {
  const { answer } = await call(row, 'anonymous');
  expect(answer.statusCode).toBe(401);
  expectDescribed(row, answer);
});

it.each(named.filter(([, row]) => row.request && row.method !== 'GET'))(
  'what %s takes is described in its media type',
  async (_, row) => {
    const { payload, mediaType } = await call(row, (row.sees ?? row.may).at(0) ?? 'anonymous');
    const described = operationOf(row).requestBody?.content[mediaType];
    expect(payload === undefined || Schema.Check(described?.schema ?? false, payload)).toBe(true);
  },
);

it('the contract declares the POS key and requires it for tills', () => {
  const keyed = calls.filter((row) => operationOf(row).security?.some((one) => 'posKey' in one));
  expect(keyed.map(({ url }) => url)).toEqual(
    calls.filter(({ may }) => may.includes('pos') && may.length === 1).map(({ url }) => url),
  );
  expect(Object.keys(contract.components.securitySchemes)).toContain('posKey');
});

async function call(row: Row, role: Parameters<typeof as>[1]) {
  const client: Client = await clientFor(site, row, role);
  const ids = { ...site.alfa.ids, ...(await row.spare?.(site, site.alfa)) };
  const request = await row.request?.({ site, chain: site.alfa, ids, atOperator: role === 'operator' });
  const host = row.where === 'operator' ? operatorHost : client.host;
  const answer = await client.ask({ method: row.method, url: row.url, host, ...request });
  const mediaType = request?.headers?.['content-type'] ?? 'application/json';
  return { answer, payload: request?.payload, mediaType };
}

function operationOf(row: Row): Operation {
  const operation = contract.paths[row.url.replace(/:(\w+)/g, '{$1}')]?.[row.method.toLowerCase()];
  if (!operation) throw new Error(`the contract lacks ${row.method} ${row.url}`);
  return operation;
}

function expectDescribed(row: Row, { statusCode, headers, body }: LightMyRequestResponse): void {
  const { responses } = operationOf(row);
  const response = responses[statusCode] ?? (statusCode >= 400 ? responses.default : undefined);
  expect(response, `status ${statusCode}`).toBeDefined();
  const mediaType = String(headers['content-type'] ?? '').split(';')[0] ?? '';
  expect(Object.keys(response?.content ?? {})).toEqual(mediaType ? expect.arrayContaining([mediaType]) : []);
  const schema = response?.content?.[mediaType]?.schema;
  if (schema && mediaType.endsWith('json')) expect(Schema.Errors(schema, JSON.parse(body))).toEqual([true, []]);
}
