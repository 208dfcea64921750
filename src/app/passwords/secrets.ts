import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** A secret shown once: 160 random bits behind a prefix that says what it is. */
export function newSecret(prefix: 'efk' | 'inv' | 'ord' | 'wait'): string {
  return `${prefix}_${randomBytes(20).toString('hex')}`;
}

/** Random secrets of 160 bits need no slow hash. */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Six digits; leading zeros count. */
export function newMailCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** Six digits are guessed in no time, so they are kept keyed and bound to their chain and address. */
export function mailCodeHmac(key: string, facts: { tenantId: string; email: string; code: string }): Buffer {
  return createHmac('sha256', key).update(`mail code ${facts.tenantId} ${facts.email} ${facts.code}`).digest();
}

export function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
