import { isKnownNetwork, rememberNetwork } from '../../db/people/knownNetworks.ts';
import { memberByEmail, rehashMember } from '../../db/people/members.ts';
import { openOperatorSession, operatorByEmail, rehashOperator } from '../../db/people/operators.ts';
import { openSession } from '../../db/people/sessions.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { Problem } from '../../domain/problem.ts';
import { charge, platformBudget, refund, sealed } from '../budgets/budget.ts';
import type { App, Origin, PlatformContext, SiteContext } from '../context.ts';
import { hashPassword, isOutdated, passwordMatches } from '../passwords/password.ts';
import { type Caller, callerOf, deviceFor, passwordBudgets } from './signInBudgets.ts';

/** Days until staff and operators have to enter the password again. */
export const officeSessionDays = 7;

type Credentials = { email: string; password: string };

/** `device` is a token for the browser to keep: with it others cannot lock its owner out. */
export type OfficeSignedIn = { sessionId: string; device: string };

/** Staff and admins of a chain. An unknown address and a wrong password are the same refusal, after the same time. */
export function officeSignIn({ ctx, input }: { ctx: SiteContext; input: Credentials }): Promise<OfficeSignedIn> {
  const { app, chain } = ctx;
  const inChain = <T>(work: (tx: TenantTx) => Promise<T>) =>
    app.db.withTenant({ role: 'door', tenantId: chain.id }, work);
  return enter(ctx, input, {
    tenantId: chain.id,
    find: (email) => inChain((tx) => memberByEmail(tx, email)),
    rehash: (id, hash) => inChain((tx) => rehashMember(tx, id, hash)),
    open: (staffId) => inChain((tx) => openSession(tx, { staffId, days: officeSessionDays })),
  });
}

/** The platform's operators, on their own host. */
export function operatorSignIn({ ctx, input }: { ctx: PlatformContext; input: Credentials }): Promise<OfficeSignedIn> {
  const { db } = ctx.app;
  return enter(ctx, input, {
    tenantId: platformBudget,
    find: (email) => db.withPlatform('door', (tx) => operatorByEmail(tx, email)),
    rehash: (id, hash) => db.withPlatform('door', (tx) => rehashOperator(tx, id, hash)),
    open: (id) => db.withPlatform('door', (tx) => openOperatorSession(tx, id, officeSessionDays)),
  });
}

/** Where people with passwords are stored: a chain's members, or the platform's operators. */
type Door = {
  tenantId: string;
  find(email: string): Promise<{ id: string; passwordHash: string | null } | undefined>;
  rehash(id: string, hash: { old: string; fresh: string }): Promise<void>;
  open(id: string): Promise<string>;
};

async function enter(ctx: Origin, input: Credentials, door: Door): Promise<OfficeSignedIn> {
  const { app, network } = ctx;
  const whose = { tenantId: door.tenantId, audience: 'office', email: input.email.toLowerCase() } as const;
  const caller = await recognise(ctx, whose);
  // Before the password is checked, so of many simultaneous guesses only as many as the budget allows are answered.
  const charged = await charge(app, door.tenantId, passwordBudgets(app, caller, whose.email));
  const found = await door.find(whose.email);
  const lane = caller.kind === 'unknown' ? 'unknown' : 'known';
  const matches = await passwordMatches(input.password, found?.passwordHash, lane);
  if (!matches || !found?.passwordHash) throw new Problem('session.refused');
  await refund(app, charged);
  if (isOutdated(found.passwordHash))
    await door.rehash(found.id, { old: found.passwordHash, fresh: await hashPassword(input.password) });
  await rememberOffice(app, door.tenantId, network);
  return { sessionId: await door.open(found.id), device: deviceFor(app, whose, caller) };
}

// A network counts as known for the whole office, not for one address, so an answer reveals nothing about a single
// person.
async function recognise(ctx: Origin, whose: Parameters<typeof callerOf>[1]): Promise<Caller> {
  const { app, network } = ctx;
  const door = { role: 'door', tenantId: whose.tenantId } as const;
  const isKnown = await app.db.withTenant(door, (tx) => isKnownNetwork(tx, officeNetwork(app, network)));
  const caller = callerOf(ctx, whose);
  return caller.kind === 'unknown' && isKnown ? { kind: 'network', network } : caller;
}

/** The office signs in from this network, so callers elsewhere cannot lock it out here. */
export async function rememberOffice(app: App, tenantId: string, network: string): Promise<void> {
  await app.db.withTenant({ role: 'door', tenantId }, (tx) => rememberNetwork(tx, officeNetwork(app, network)));
}

function officeNetwork(app: App, network: string): string {
  return sealed(app, `office ${network}`);
}
