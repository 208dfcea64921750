import { foldAddress } from '../../mail/foldAddress.ts';
import { type Budget, hour, networkBudgets, sealed } from '../budgets/budget.ts';
import type { App, Origin } from '../context.ts';
import { type DeviceOwner, knownDevice, newDevice } from './devices.ts';

/** A caller who wants to sign in, as far as budgets distinguish callers. */
export type Caller =
  | { kind: 'device'; device: string }
  | { kind: 'network'; network: string }
  | { kind: 'unknown'; network: string };

/** A device that signed in with this address before, or an unknown caller. */
export function callerOf(origin: Pick<Origin, 'app' | 'network' | 'devices'>, owner: DeviceOwner): Caller {
  const device = knownDevice(origin.app, owner, origin.devices ?? []);
  return device === undefined ? { kind: 'unknown', network: origin.network } : { kind: 'device', device };
}

/** The device token after signing in: a known device keeps its id and its budgets. */
export function deviceFor(app: App, owner: DeviceOwner, caller: Caller): string {
  return newDevice(app, owner, caller.kind === 'device' ? { id: caller.device } : {});
}

/**
 * Budgets for wrong passwords. Each kind of caller has separate budgets: unknown callers can use up only their own for an
 * address, so a known device and a network where the office signs in are not refused because of them.
 */
export function passwordBudgets(app: App, caller: Caller, email: string): Budget[] {
  const all = { subject: `signin:${caller.kind}:email:${sealed(app, email)}`, limit: 60, windowSeconds: hour };
  return [...tryBudgets(app, caller, email), all];
}

/**
 * Budgets for wrong mail codes. The codes count their own attempts, so an address needs no budget that others could use
 * up.
 */
export function codeTryBudgets(app: App, caller: Caller, email: string): Budget[] {
  return tryBudgets(app, caller, email);
}

function tryBudgets(app: App, caller: Caller, email: string): Budget[] {
  if (caller.kind === 'device') return [{ subject: `signin:device:${caller.device}`, limit: 20, windowSeconds: hour }];
  const pair = `signin:pair:${sealed(app, `${caller.network} ${email}`)}`;
  return [{ subject: pair, limit: 20, windowSeconds: hour }, ...networkBudgets(app, 'signin', caller.network, 100)];
}

/**
 * Budgets for requested mail codes: five an hour for an address and sixty an hour for a network; a known device has five
 * of its own.
 */
export function codeRequestBudgets(app: App, caller: Caller, email: string): Budget[] {
  if (caller.kind === 'device') return [{ subject: `code:device:${caller.device}`, limit: 5, windowSeconds: hour }];
  const mailbox = foldAddress(email);
  return [
    { subject: `code:pair:${sealed(app, `${caller.network} ${mailbox}`)}`, limit: 5, windowSeconds: hour },
    ...networkBudgets(app, 'code', caller.network, 60),
    { subject: `code:email:${sealed(app, mailbox)}`, limit: 5, windowSeconds: hour },
  ];
}

/** The key that keeps a caller's mail codes apart from those of other callers. */
export function requesterOf(app: App, caller: Caller): string {
  return sealed(
    app,
    caller.kind === 'device' ? `requester device ${caller.device}` : `requester network ${caller.network}`,
  );
}
