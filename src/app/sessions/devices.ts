import { createHmac, randomBytes } from 'node:crypto';
import type { App } from '../context.ts';
import { sameBytes } from '../passwords/secrets.ts';

/** Browsers limit the life of a cookie to 400 days. */
export const deviceDays = 400;

/** The address that a device belongs to, in one audience of one chain (the nil uuid is the platform). */
export type DeviceOwner = { tenantId: string; audience: 'shopper' | 'office'; email: string };

const token = /^([0-9a-z]{1,6})\.([\w-]{16})\.([\w-]{43})$/;
const dayMs = 24 * 3600 * 1000;

/**
 * A token that later proves that this browser signed in with this address here. It contains a day, a random id and an
 * HMAC over both and the address, and so reveals no address. It gives no access, only budgets that others cannot use up.
 */
export function newDevice(
  app: Pick<App, 'secret'>,
  owner: DeviceOwner,
  { id = randomBytes(12).toString('base64url'), now = Date.now() }: { id?: string; now?: number } = {},
): string {
  const day = Math.floor(now / dayMs).toString(36);
  return `${day}.${id}.${tagOf(app, owner, day, id).toString('base64url')}`;
}

/** The id of the device token that belongs to this address; undefined when none does, or it is too old. */
export function knownDevice(
  app: Pick<App, 'secret'>,
  owner: DeviceOwner,
  tokens: readonly string[],
  now = Date.now(),
): string | undefined {
  for (const text of tokens) {
    const [, day = '', id = '', tag = ''] = token.exec(text) ?? [];
    const age = Math.floor(now / dayMs) - Number.parseInt(day, 36);
    if (age <= deviceDays && sameBytes(tagOf(app, owner, day, id), Buffer.from(tag, 'base64url'))) return id;
  }
  return undefined;
}

/** Whether two tokens are of one device, one of them renewed. */
export function isSameDevice(one: string, other: string): boolean {
  return one.split('.')[1] === other.split('.')[1];
}

function tagOf({ secret }: Pick<App, 'secret'>, owner: DeviceOwner, day: string, id: string): Buffer {
  const facts = `device ${owner.tenantId} ${owner.audience} ${day} ${id} ${owner.email}`;
  return createHmac('sha256', secret).update(facts).digest();
}
