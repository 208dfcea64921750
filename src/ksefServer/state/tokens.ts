import { randomBytes } from 'node:crypto';
import { newReference } from './references.ts';
import type { KsefToken, State } from './state.ts';

type Wanted = Pick<KsefToken, 'nip' | 'description' | 'permissions'> & { token?: string | undefined };

/** A new active token, or the one that this context has with the same text. */
export function addToken(state: State, now: number, { token: wanted, ...facts }: Wanted): KsefToken {
  const same = Object.values(state.tokens).find(({ nip, token }) => nip === facts.nip && token === wanted);
  if (same) return same;
  const referenceNumber = newReference('EC', now);
  const token = wanted ?? `${referenceNumber}|nip-${facts.nip}|${randomBytes(32).toString('hex')}`;
  const made: KsefToken = { ...facts, token, referenceNumber, createdAt: now, status: 'Active' };
  state.tokens[referenceNumber] = made;
  return made;
}
