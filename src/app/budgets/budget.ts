import { createHmac } from 'node:crypto';
import { type Budget, balanceOf, giveBack, spend, type Taken } from '../../db/people/budgets.ts';
import { platformTenant } from '../../db/tenancy.ts';
import { Problem } from '../../domain/problem.ts';
import type { App } from '../context.ts';

export type { Budget };

export const hour = 3600;
export const day = 24 * hour;

/** The tenant of budgets that are kept for the whole platform. */
export const platformBudget = platformTenant;

/** The units charged to a tenant, for returning them. */
export type Charged = { tenantId: string; taken: Taken[] };

/** Throws rate.limited when any of these budgets is used up; takes nothing. */
export async function assertAffordable(app: App, tenantId: string, budgets: readonly Budget[]): Promise<void> {
  const balances = await app.db.withTenant({ role: 'door', tenantId }, (tx) => balanceOf(tx, budgets));
  const overdrawn = balances.filter((balance) => balance.left < 1);
  if (overdrawn.length) throw limited(Math.max(...overdrawn.map((one) => one.resetsInSeconds)));
}

/**
 * Takes one unit of each budget, in the given order, and throws at the first that is used up. List the caller's own
 * budgets before shared ones: a refused request then takes nothing from the budgets of others.
 */
export async function charge(app: App, tenantId: string, budgets: readonly Budget[]): Promise<Charged> {
  const spending = await app.db.withTenant({ role: 'door', tenantId }, (tx) => spend(tx, budgets));
  if (spending.refusedForSeconds !== undefined) throw limited(spending.refusedForSeconds);
  return { tenantId, taken: spending.taken };
}

/** Returns what was charged in advance, once the request proved harmless. */
export async function refund(app: App, { tenantId, taken }: Charged): Promise<void> {
  await app.db.withTenant({ role: 'door', tenantId }, (tx) => giveBack(tx, taken));
}

/** A keyed hash: addresses are personal data, so no table of budgets or networks contains them in plain text. */
export function sealed(app: Pick<App, 'secret'>, text: string): string {
  return createHmac('sha256', app.secret).update(`budget ${text}`).digest('base64url').slice(0, 22);
}

/**
 * Budgets of a network. One subscriber often has 65,536 IPv6 networks (a /48), so the /48 has a budget too, ten times as
 * large.
 */
export function networkBudgets(app: App, name: string, network: string, limit: number): Budget[] {
  const own = { subject: `${name}:network:${sealed(app, network)}`, limit, windowSeconds: hour };
  const site = siteOf(network);
  if (site === undefined) return [own];
  return [own, { subject: `${name}:site:${sealed(app, site)}`, limit: 10 * limit, windowSeconds: hour }];
}

/** The /48 of a /64. */
function siteOf(network: string): string | undefined {
  const groups = /^([0-9a-f:]+)::\/64$/.exec(network)?.[1]?.split(':');
  return groups && `${groups.slice(0, 3).join(':')}::/48`;
}

function limited(retryAfterSeconds: number): Problem {
  return new Problem('rate.limited', { retryAfterSeconds });
}
