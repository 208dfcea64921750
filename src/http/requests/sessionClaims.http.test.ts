import { beforeAll, describe, expect, it } from 'vitest';
import { openOperatorSession } from '../../db/people/operators.ts';
import { openSession } from '../../db/people/sessions.ts';
import type { Database } from '../../db/tenancy.ts';
import { send } from '../../testing/network/client.ts';
import { operatorHost } from '../../testing/network/site.ts';
import { siteForTests } from '../../testing/network/siteForTests.ts';
import { sessionCookies } from './sessionCookies.ts';

const { site } = await siteForTests();
let sid: string;
/** Numbers of database queries inside a tenant and across tenants. */
const asked = { tenant: 0, platform: 0 };

beforeAll(async () => {
  const { id: tenantId, people } = site.alfa;
  sid = await site.app.db.withTenant({ role: 'door', tenantId }, (tx) =>
    openSession(tx, { shopperId: people.shopper.id, days: 1 }),
  );
  count(site.app.db);
});

function count(db: Database): void {
  const { withTenant, withPlatform } = db;
  db.withTenant = (actor, work) => {
    asked.tenant += 1;
    return withTenant(actor, work);
  };
  db.withPlatform = (role, work) => {
    asked.platform += 1;
    return withPlatform(role, work);
  };
}

type Claims = { sid: string; kind: string; chain?: string; aud: string; exp?: number };

function cookieWith(claims: Claims): { cookie: string } {
  const exp = Math.floor(Date.now() / 1000) + 600;
  return {
    cookie: `${sessionCookies[claims.kind === 'office' ? 'office' : 'shopper']}=${site.http.jwt.sign({ exp, ...claims })}`,
  };
}

/** The status, and the number of queries in a tenant that the request caused. */
async function meWith(claims: Partial<Claims>): Promise<{ status: number; queries: number }> {
  const { id: chain, host } = site.alfa;
  const cookie = cookieWith({ sid, kind: 'shopper', chain, aud: host, ...claims });
  const before = asked.tenant;
  const answer = await send(site, { method: 'GET', url: '/api/v1/me' }, cookie);
  return { status: answer.statusCode, queries: asked.tenant - before };
}

describe("a session token's claims are checked before the database is asked", () => {
  it('a token with right claims is looked up', async () => {
    const { status, queries } = await meWith({});
    expect(status).toBe(200);
    expect(queries).toBeGreaterThan(0);
  });

  it.each([
    ['of another host', () => ({ aud: site.beta.host })],
    ['past its end', () => ({ exp: 1 })],
    ['of another chain', () => ({ chain: site.beta.id })],
    ['whose session is no id', () => ({ sid: 'x' })],
  ] as const)('a token %s causes no query', async (_, claims) => {
    expect(await meWith(claims())).toEqual({ status: 401, queries: 0 });
  });

  it("an operator's token with wrong claims causes no query at all", async () => {
    const operatorSid = await site.app.db.withPlatform('door', (tx) => openOperatorSession(tx, site.operatorId, 1));
    const right = { sid: operatorSid, kind: 'office', aud: operatorHost };
    const ask = async (claims: Partial<Claims>) => {
      const before = asked.tenant + asked.platform;
      const cookie = cookieWith({ ...right, ...claims });
      const answer = await send(site, { method: 'GET', url: '/api/v1/office/me', host: operatorHost }, cookie);
      return [answer.statusCode, asked.tenant + asked.platform - before > 0];
    };
    expect(await ask({})).toEqual([200, true]);
    expect(await ask({ aud: site.alfa.host })).toEqual([401, false]);
    expect(await ask({ chain: site.alfa.id })).toEqual([401, false]);
    expect(await ask({ exp: 1 })).toEqual([401, false]);
  });
});
