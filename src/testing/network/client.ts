import { randomInt } from 'node:crypto';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { openOperatorSession } from '../../db/people/operators.ts';
import { openSession } from '../../db/people/sessions.ts';
import { type SessionToken, sessionCookies } from '../../http/requests/sessionCookies.ts';
import { operatorHost, type Site } from './site.ts';
import { anOtherSession, type ChainRole, chainRoles, type SiteChain } from './siteChain.ts';
import { spareShopper } from './spares.ts';

export const roles = ['anonymous', 'pos', ...chainRoles, 'operator'] as const;
export type Role = (typeof roles)[number];

export type Ask = {
  method: string;
  url: string;
  payload?: unknown;
  headers?: Record<string, string>;
  /** The Host header. Default: the client's own site. */
  host?: string;
};

export type Client = {
  host: string;
  /** Headers that authenticate the client: a cookie, a POS key, or none. */
  credentials: Record<string, string>;
  ask(ask: Ask): Promise<LightMyRequestResponse>;
};

/** A client of this role with a new session, or with the POS key, on the chain's site or the operator's. */
export async function as(site: Site, role: Role, chain: SiteChain = site.alfa): Promise<Client> {
  const host = role === 'operator' ? operatorHost : chain.host;
  const credentials = await credentialsOf(site, role, chain);
  return { host, credentials, ask: (ask) => send(site, { ...ask, host: ask.host ?? host }, credentials) };
}

/** A client for a row of the route matrix: a new shopper where the route changes the account of its caller. */
export function clientFor(site: Site, { changesCaller }: { changesCaller?: true }, role: Role): Promise<Client> {
  return changesCaller && role.endsWith('hopper') ? asNewShopper(site) : as(site, role);
}

async function asNewShopper(site: Site, chain: SiteChain = site.alfa): Promise<Client> {
  const sid = await anOtherSession(site.app, chain.id, await spareShopper(site.app, chain));
  const credentials = cookieOf(site, { sid, kind: 'shopper', audience: chain.host, chain: chain.id });
  return {
    host: chain.host,
    credentials,
    ask: (ask) => send(site, { ...ask, host: ask.host ?? chain.host }, credentials),
  };
}

export async function credentialsOf(site: Site, role: Role, chain: SiteChain): Promise<Record<string, string>> {
  if (role === 'anonymous') return {};
  if (role === 'pos') return { authorization: `Bearer ${chain.posKey}` };
  const sid = role === 'operator' ? await operatorSession(site) : await chainSession(site, role, chain);
  const audience = role === 'operator' ? operatorHost : chain.host;
  const claims = role === 'operator' ? {} : { chain: chain.id };
  return cookieOf(site, { sid, kind: role.endsWith('hopper') ? 'shopper' : 'office', audience, ...claims });
}

/** The cookie that the server sets for this session on this host. */
export function cookieOf(
  site: Site,
  { audience, ...claims }: SessionToken & { audience: string },
): Record<string, string> {
  const token = site.http.jwt.sign(claims, { aud: audience, expiresIn: '30m' });
  return { cookie: `${sessionCookies[claims.kind]}=${token}` };
}

function operatorSession({ app, operatorId }: Site): Promise<string> {
  return app.db.withPlatform('door', (tx) => openOperatorSession(tx, operatorId, 1));
}

function chainSession({ app }: Site, role: ChainRole, chain: SiteChain): Promise<string> {
  const { id } = chain.people[role];
  const whose = role.endsWith('hopper') ? { shopperId: id } : { staffId: id };
  return app.db.withTenant({ role: 'door', tenantId: chain.id }, (tx) => openSession(tx, { ...whose, days: 1 }));
}

/** Sends a request from a random address, so that tests do not share a budget of an IP address. */
export function send(
  site: Site,
  { method, url, payload, headers, host = site.alfa.host }: Ask,
  credentials: Record<string, string> = {},
): Promise<LightMyRequestResponse> {
  const cookie = [credentials['cookie'], headers?.['cookie']].filter(Boolean).join('; ');
  const cookies = cookie ? { cookie } : {};
  const harmless = method === 'GET' || method === 'HEAD';
  return site.http.inject({
    method: method as NonNullable<InjectOptions['method']>,
    url,
    remoteAddress: anAddress(),
    headers: { host, ...(harmless ? {} : { origin: `http://${host}` }), ...credentials, ...headers, ...cookies },
    ...(payload === undefined ? {} : { payload: payload as NonNullable<InjectOptions['payload']> }),
  });
}

export function anAddress(): string {
  return `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;
}
