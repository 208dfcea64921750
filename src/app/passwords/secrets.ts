import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** A secret shown once: 160 random bits behind a prefix that names its kind. */
export function newSecret(prefix: 'efk' | 'inv' | 'ord' | 'wait'): string {
  return `${prefix}_${randomBytes(20).toString('hex')}`;
}

/** The hash of a random secret. With 160 bits a slow hash is not needed. */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Six digits, with leading zeros. */
export function newMailCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** Six digits are guessed quickly, so they are stored as a keyed hash, bound to their chain and address. */
export function mailCodeHmac(key: string, facts: { tenantId: string; email: string; code: string }): Buffer {
  return createHmac('sha256', key).update(`mail code ${facts.tenantId} ${facts.email} ${facts.code}`).digest();
}

export function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
