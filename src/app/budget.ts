import { createHmac } from 'node:crypto';
import { type Balance, type Budget, balanceOf, giveBack, spend } from '../db/budgets.ts';
import { platformTenant } from '../db/tenancy.ts';
import { Problem } from '../domain/problem.ts';
import type { App } from './context.ts';

const hour = 3600;

/** Misses when looking for a receipt; a hit spends nothing. */
export function findBudgets(app: App, network: string, shopperId?: string): Budget[] {
  return [
    { subject: `find:network:${sealed(app, network)}`, limit: 30, windowSeconds: hour },
    ...(shopperId ? [{ subject: `find:shopper:${shopperId}`, limit: 30, windowSeconds: hour }] : []),
    // 24,000 tries a day against 5 million live codes of 60 bits: one hit in about ten million years.
    { subject: 'find:chain', limit: 24_000, windowSeconds: 24 * hour },
  ];
}

/** Mail codes asked for. */
export function mailCodeBudgets(app: App, network: string, email: string): Budget[] {
  return [
    { subject: `code:email:${sealed(app, email)}`, limit: 5, windowSeconds: hour },
    { subject: `code:network:${sealed(app, network)}`, limit: 60, windowSeconds: hour },
  ];
}

/** Passwords and mail codes that were wrong. */
export function signInBudgets(app: App, network: string, email: string): Budget[] {
  return [
    { subject: `signin:email:${sealed(app, email)}`, limit: 20, windowSeconds: hour },
    { subject: `signin:network:${sealed(app, network)}`, limit: 100, windowSeconds: hour },
  ];
}

/** Refuses when any of these is used up already. */
export async function assertAffordable(app: App, tenantId: string, budgets: Budget[]): Promise<void> {
  refuseOverdrawn(await app.db.withTenant({ role: 'door', tenantId }, (tx) => balanceOf(tx, budgets)), 1);
}

/** Spends one of each, and refuses when one was used up already: a burst gets no more than a trickle. */
export async function charge(app: App, tenantId: string, budgets: Budget[]): Promise<void> {
  refuseOverdrawn(await app.db.withTenant({ role: 'door', tenantId }, (tx) => spend(tx, budgets)), 0);
}

/** Gives back what was charged before it was known that nothing was wrong. */
export async function refund(app: App, tenantId: string, budgets: Budget[]): Promise<void> {
  await app.db.withTenant({ role: 'door', tenantId }, (tx) => giveBack(tx, budgets));
}

export const platformBudget = platformTenant;

function refuseOverdrawn(balances: Balance[], least: number): void {
  const overdrawn = balances.filter((balance) => balance.left < least);
  if (!overdrawn.length) return;
  throw new Problem('rate.limited', { retryAfterSeconds: Math.max(...overdrawn.map((one) => one.resetsInSeconds)) });
}

// Addresses are personal data: the table holds only their keyed hash.
function sealed(app: App, text: string): string {
  return createHmac('sha256', app.secret).update(`budget ${text}`).digest('base64url').slice(0, 22);
}
