import { createHmac } from 'node:crypto';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../../db/people/sessions.ts';
import { makeReceiptCode } from '../../domain/receipts/receiptCode.ts';
import { as, type Client, clientFor, cookieOf, type Role, roles, send } from '../../testing/network/client.ts';
import { productRole, type Row, routeMatrix } from '../../testing/network/routeMatrix.ts';
import { operatorHost } from '../../testing/network/site.ts';
import type { SiteChain, SiteIds } from '../../testing/network/siteChain.ts';
import { siteForTests } from '../../testing/network/siteForTests.ts';
import { rights } from '../plugins/rights.ts';

const { site } = await siteForTests();
const clients = new Map<Role, Client>();
beforeAll(async () => {
  for (const role of roles) clients.set(role, await as(site, role));
});

const hosts = {
  own: () => site.alfa.host,
  foreign: () => site.beta.host,
  operator: () => operatorHost,
  platform: () => 'localhost',
  unknown: () => 'nikt.localhost',
};
type HostKind = keyof typeof hosts;
const nameOf = ({ method, url }: { method: string | string[]; url: string }) => `${method} ${url}`;

describe('the table and the routes', () => {
  it('every registered route has a row', () => {
    const declared = new Set(routeMatrix.map(nameOf));
    const missing = registered().filter((route) => !declared.has(route));
    expect(missing).toEqual([]);
  });

  it('every row has a registered route', () => {
    const known = new Set(registered());
    expect(routeMatrix.map(nameOf).filter((row) => !known.has(row))).toEqual([]);
    expect(new Set(routeMatrix.map(nameOf)).size).toBe(routeMatrix.length);
  });

  it('every route requires the right of its row', () => {
    const declared = Object.fromEntries(
      site.routes.flatMap(({ method, url, config }) => [method].flat().map((one) => [`${one} ${url}`, config?.right])),
    );
    for (const row of routeMatrix) expect([nameOf(row), declared[nameOf(row)]]).toEqual([nameOf(row), row.right]);
  });

  it('a route without a declared right is not registered', async () => {
    const app = Fastify();
    await app.register(rights);
    expect(() => app.get('/open-by-oversight', () => 'everything')).toThrow('declares no right');
    expect(() => app.get('/open', { config: { right: 'anyone' } }, () => 'little')).not.toThrow();
  });
});

/** HEAD is GET without a body; Fastify registers both together. */
function registered(): string[] {
  return site.routes
    .flatMap(({ method, url }) => [method].flat().map((one) => `${one} ${url}`))
    .filter((route) => !route.startsWith('HEAD '));
}

const named = (rows: readonly Row[]) => rows.map((row) => [nameOf(row), row] as const);

describe.each(named(routeMatrix))('%s', (_, row) => {
  it.each(roles)('to %s, on every host', async (role) => {
    for (const kind of Object.keys(hosts) as HostKind[]) {
      const expected = expectedAnswer(row, role, kind);
      const answer = await call(row, role, kind);
      expect({ kind, status: answer.statusCode, code: codeOf(answer) }).toEqual({ kind, ...expected });
    }
  });
});

it.each(named(routeMatrix.filter(({ method, url }) => method === 'GET' && !url.endsWith('/events'))))(
  'HEAD of %s answers with the status of GET',
  async (_, row) => {
    for (const role of ['anonymous', 'admin'] as const) {
      const whole = await call(row, role, 'own');
      const head = await call({ ...row, method: 'HEAD' }, role, 'own');
      expect([role, head.statusCode, head.body]).toEqual([role, whole.statusCode, '']);
    }
  },
);

describe.each(named(routeMatrix.filter((row) => row.names)))('%s', (_, row) => {
  it.each(row.names ?? [])("another chain's %s gets the answer of a missing one", async (name) => {
    const role = (row.sees ?? row.may).find((one) => one !== 'anonymous') ?? 'shopper';
    const client = await clientOf(row, role);
    const ask = async (ids: SiteIds) => {
      const request = await row.request?.({ site, chain: site.alfa, ids, atOperator: false });
      const { statusCode, headers, body } = await client.ask({ method: row.method, url: row.url, ...request });
      return { statusCode, type: headers['content-type'], body: body.replace(/"requestId":"[^"]*"/, '') };
    };
    const own = { ...site.alfa.ids, ...(await row.spare?.(site, site.alfa)) };
    const foreign = await ask({ ...own, [name]: site.beta.ids[name] });
    const unknown = await ask({ ...own, [name]: unknownId(name) });
    expect(foreign).toEqual(unknown);
    expect(foreign.statusCode).toBe(404);
    // Proves that the data exists: the same request finds the chain's own.
    expect((await ask(own)).statusCode).toBe(row.ok);
  });
});

function unknownId(name: keyof SiteIds): string {
  return name === 'code' ? makeReceiptCode(crypto.getRandomValues(new Uint8Array(8))) : crypto.randomUUID();
}

/** On another site, no session is valid. */
function actingAs(role: Role, kind: HostKind): Role {
  return (role === 'operator' ? kind === 'operator' : kind === 'own') ? role : 'anonymous';
}

function expectedAnswer(row: Row, role: Role, kind: HostKind): { status: number; code: string | undefined } {
  const acting = actingAs(role, kind);
  const answers = { chain: ['own', 'foreign'], operator: ['operator'], office: ['own', 'foreign', 'operator'] };
  if (row.where === 'anywhere') {
    if (row.url === '/*' && kind === 'unknown') return { status: 404, code: undefined };
    if (row.url.startsWith('/api/') && kind === 'unknown') return { status: 404, code: 'not_found' };
    return { status: row.ok, code: undefined };
  }
  if (!answers[row.where].includes(kind)) return { status: 404, code: 'not_found' };
  if (!row.may.includes(acting)) {
    // A member without the right of other members gets 404.
    const insider = row.may.includes('admin') && productRole[acting] === 'staff';
    return insider ? { status: 404, code: 'not_found' } : { status: 401, code: row.refusal };
  }
  if (row.sees && !row.sees.includes(acting)) return { status: 404, code: unseenCode(row) };
  return { status: row.ok, code: undefined };
}

/** What a caller reads who may call the route and may not see what the request names. */
function unseenCode({ names = [], url }: Row): string {
  if (names.includes('draft')) return 'correction.not_found';
  return url.includes('/invoices') ? 'invoice.not_found' : 'not_found';
}

async function clientOf(row: Row, role: Role): Promise<Client> {
  const kept = clients.get(role);
  return row.endsSession || row.changesCaller || !kept ? clientFor(site, row, role) : kept;
}

async function call(row: Row, role: Role, kind: HostKind, given?: SiteIds) {
  const chain: SiteChain = kind === 'foreign' ? site.beta : site.alfa;
  const isAllowed = !given && expectedAnswer(row, role, kind).status === row.ok;
  const ids = given ?? { ...chain.ids, ...(isAllowed && (await row.spare?.(site, chain))) };
  const request = await row.request?.({ site, chain, ids, role, atOperator: kind === 'operator' });
  const client = await clientOf(row, role);
  return client.ask({ method: row.method, url: row.url, ...request, host: hosts[kind]() });
}

function codeOf({ headers, body }: { headers: Record<string, unknown>; body: string }): string | undefined {
  if (!String(headers['content-type']).startsWith('application/problem+json')) return undefined;
  return (JSON.parse(body || '{}') as { code?: string }).code;
}

describe('answers to one person', () => {
  const isPrivate = (row: Row) => row.method === 'GET' && !row.may.includes('anonymous');

  it.each(named(routeMatrix.filter(isPrivate)))(
    '%s is stored nowhere, so that it ends with the session',
    async (_, row) => {
      const [role = 'shopper'] = row.sees ?? row.may;
      const answer = await call(row, role, row.where === 'operator' ? 'operator' : 'own');
      expect([answer.statusCode, answer.headers['cache-control']]).toEqual([row.ok, 'no-store']);
    },
  );
});

describe('sessions', () => {
  const me = { shopper: '/api/v1/me', admin: '/api/v1/office/me', operator: '/api/v1/office/me' } as const;

  it.each(['shopper', 'admin', 'operator'] as const)(
    'the session of a %s ends at once with signing out',
    async (role) => {
      const client = await as(site, role);
      const kind = role === 'shopper' ? 'auth' : 'office';
      const before = await client.ask({ method: 'GET', url: me[role] });
      const out = await client.ask({ method: 'DELETE', url: `/api/v1/${kind}/session` });
      const after = await client.ask({ method: 'GET', url: me[role] });
      expect([before, out, after].map((answer) => answer.statusCode)).toEqual([200, 204, 401]);
      expect(out.headers['set-cookie']).toContain('Max-Age=0');
    },
  );

  it("one chain's session opens nothing on another chain's host, even in a token signed for that host", async () => {
    const session = { role: 'door', tenantId: site.alfa.id } as const;
    const shopperId = site.alfa.people.shopper.id;
    const sid = await site.app.db.withTenant(session, (tx) => openSession(tx, { shopperId, days: 1 }));
    const forged = cookieOf(site, { sid, kind: 'shopper', chain: site.beta.id, audience: site.beta.host });
    const there = await send(site, { method: 'GET', url: '/api/v1/me', host: site.beta.host }, forged);
    const here = cookieOf(site, { sid, kind: 'shopper', chain: site.alfa.id, audience: site.alfa.host });
    const home = await send(site, { method: 'GET', url: '/api/v1/me' }, here);
    expect([there.statusCode, home.statusCode]).toEqual([401, 200]);
  });

  it('a session is valid only for the exact host that opened it, port included', async () => {
    const client = await as(site, 'shopper');
    const answer = await client.ask({ method: 'GET', url: '/api/v1/me', host: `${site.alfa.host}:3000` });
    expect(answer.statusCode).toBe(401);
  });

  it('a shopper token in the office cookie opens no office, and vice versa', async () => {
    const shopper = await as(site, 'shopper');
    const admin = await as(site, 'admin');
    const swapped = (client: Client, from: string, to: string) => ({
      cookie: (client.credentials.cookie ?? '').replace(from, to),
    });
    const office = swapped(shopper, '_shopper=', '_office=');
    const shop = swapped(admin, '_office=', '_shopper=');
    expect((await send(site, { method: 'GET', url: '/api/v1/office/me' }, office)).statusCode).toBe(401);
    expect((await send(site, { method: 'GET', url: '/api/v1/me' }, shop)).statusCode).toBe(401);
  });

  it.each([
    ['unsigned', 'eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.'],
    ['signed by another secret', 'eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9.'],
  ])('a token that is %s is ignored', async (_, head) => {
    const payload = Buffer.from(JSON.stringify({ sid: crypto.randomUUID(), kind: 'shopper', aud: site.alfa.host }));
    const cookie = `__Host-efk_shopper=${head}${payload.toString('base64url')}.${'A'.repeat(43)}`;
    expect((await send(site, { method: 'GET', url: '/api/v1/me' }, { cookie })).statusCode).toBe(401);
  });

  it.each([
    ['as the server makes it', 200, {}, {}],
    ['without a host', 401, { aud: undefined }, {}],
    ['of another host', 401, { aud: 'beta.localhost' }, {}],
    ['of several hosts, none of them this', 401, { aud: ['beta.localhost', 'operator.localhost'] }, {}],
    ['without an end', 401, { exp: undefined }, {}],
    ['past its end', 401, { exp: 1 }, {}],
    ['whose end is no number', 401, { exp: 'never' }, {}],
    ['for another audience', 401, { kind: 'office' }, {}],
    ['without a chain', 401, { chain: undefined }, {}],
    ['of another chain', 401, { chain: crypto.randomUUID() }, {}],
    ['that is unsigned', 401, {}, { alg: 'none' }],
    ['that names another algorithm', 401, {}, { alg: 'HS512' }],
  ] as const)('a token %s is answered %i', async (_, status, claims, head) => {
    const { id: tenantId, host, people } = site.alfa;
    const sid = await site.app.db.withTenant({ role: 'door', tenantId }, (tx) =>
      openSession(tx, { shopperId: people.shopper.id, days: 1 }),
    );
    const exp = Math.floor(Date.now() / 1000) + 600;
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const [header, payload] = [
      { alg: 'HS256', typ: 'JWT', ...head },
      { sid, kind: 'shopper', chain: tenantId, aud: host, exp, ...claims },
    ].map(part);
    const signed = `${header}.${payload}`;
    const hash = header === part({ alg: 'HS512', typ: 'JWT' }) ? 'sha512' : 'sha256';
    const signature = createHmac(hash, site.app.secret).update(signed).digest('base64url');
    const unsigned = 'alg' in head && head.alg === 'none';
    const cookie = `__Host-efk_shopper=${signed}.${unsigned ? '' : signature}`;
    expect((await send(site, { method: 'GET', url: '/api/v1/me' }, { cookie })).statusCode).toBe(status);
  });

  it.each(['half a key', 'efk_', `efk_${'0'.repeat(40)}`, 'Basic YTpi'])('a till with %s is refused', async (key) => {
    const authorization = key.startsWith('Basic') ? key : `Bearer ${key}`;
    const answer = await send(site, { method: 'POST', url: '/api/v1/receipts', payload: {} }, { authorization });
    expect(codeOf(answer)).toBe('pos_key.refused');
  });
});

describe('a suspended chain', () => {
  beforeAll(() => setStatus('suspend'));
  afterAll(() => setStatus('resume'));

  const onChains = routeMatrix.filter((row) => row.where !== 'operator');
  const making = onChains.filter((row) => row.stops);
  const going = onChains.filter((row) => !row.stops);

  it.each(named(making))('%s refuses everybody', async (_, row) => {
    for (const role of roles) {
      const answer = await call(row, role, 'own', site.alfa.ids);
      expect([role, answer.statusCode, codeOf(answer)]).toEqual([role, 403, 'chain.suspended']);
    }
  });

  it.each(named(going))('%s answers everybody as before', async (_, row) => {
    for (const role of roles) {
      const { status, code } = expectedAnswer(row, role, 'own');
      const answer = await call(row, role, 'own');
      expect({ role, status: answer.statusCode, code: codeOf(answer) }).toEqual({ role, status, code });
    }
  });

  it.each(named(onChains))('%s stops as its row says', (_, row) => {
    const route = site.routes.find((one) => [one.method].flat().includes(row.method) && one.url === row.url);
    expect(route?.config?.stopsWhenSuspended).toBe(row.stops);
  });

  it('names its state to whoever opens it', async () => {
    const answer = await (await as(site, 'anonymous')).ask({ method: 'GET', url: '/api/v1/chain' });
    expect(answer.json().status).toBe('suspended');
  });

  it('stops at once when it is suspended, although it answered just before', async () => {
    await setStatus('resume');
    const stranger = await as(site, 'anonymous');
    const find = { method: 'POST', url: '/api/v1/receipts/find', payload: { code: site.alfa.ids.code } } as const;
    expect((await stranger.ask(find)).statusCode).toBe(200);
    await setStatus('suspend');
    expect(codeOf(await stranger.ask(find))).toBe('chain.suspended');
  });

  it('continues unchanged once it is resumed', async () => {
    await setStatus('resume');
    const client = await as(site, 'shopper');
    expect((await client.ask({ method: 'GET', url: '/api/v1/invoices' })).json().items.length).toBeGreaterThan(0);
  });

  async function setStatus(verb: 'suspend' | 'resume') {
    const operator = await as(site, 'operator');
    const url = `/api/v1/operator/chains/${site.alfa.id}/${verb}`;
    expect((await operator.ask({ method: 'POST', url })).statusCode).toBe(200);
  }
});
