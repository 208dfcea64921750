import { createHmac, timingSafeEqual } from 'node:crypto';
import type { World } from '../world.ts';

const upoLifetimeMs = 3 * 24 * 3_600_000;

/** An address that needs no token: its signature ends with `validUntil`. */
export function signedUrl(world: World, path: string, validUntil: number): string {
  return `${world.origin()}${path}?se=${validUntil}&sig=${signature(world, path, validUntil)}`;
}

/** The address of an UPO, made anew for every answer. */
export function upoUrl(world: World, upoReferenceNumber: string): { url: string; expires: string } {
  const validUntil = world.now() + upoLifetimeMs;
  const url = signedUrl(world, `/storage/upo/${upoReferenceNumber}`, validUntil);
  return { url, expires: new Date(validUntil).toISOString() };
}

/** Whether a signed address was made by this server, and holds for now. */
export function checkSignedUrl(
  world: World,
  path: string,
  query: { se?: string; sig?: string },
): 'ok' | 'forged' | 'late' {
  const validUntil = Number(query.se);
  const expected = Buffer.from(signature(world, path, validUntil));
  const given = Buffer.from(query.sig ?? '');
  if (expected.byteLength !== given.byteLength || !timingSafeEqual(expected, given)) return 'forged';
  return world.now() <= validUntil ? 'ok' : 'late';
}

function signature({ state }: World, path: string, validUntil: number): string {
  return createHmac('sha256', state.keys.jwtSecret).update(`${path} ${validUntil}`).digest('hex');
}
