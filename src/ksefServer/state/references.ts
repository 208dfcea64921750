import { randomBytes } from 'node:crypto';

/**
 * A reference number of 36 characters, for example `20250625-SO-2C3E6C8000-B675CF5D68-07`. Kinds: CR challenge, AU sign-in,
 * SO online session, SB batch session, EE invoice, EU UPO, EC token, CE certificate request.
 */
export function newReference(kind: 'CR' | 'AU' | 'SO' | 'SB' | 'EE' | 'EU' | 'EC' | 'CE', now: number): string {
  const random = randomBytes(11).toString('hex').toUpperCase();
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '');
  return `${day}-${kind}-${random.slice(0, 10)}-${random.slice(10, 20)}-${random.slice(20)}`;
}
