import { createHash, randomBytes } from 'node:crypto';
import { putChallenge, takeChallenge } from '../../db/people/passkeys.ts';
import { Problem } from '../../domain/problem.ts';
import type { SiteContext } from '../context.ts';

/** Minutes to answer a challenge. A field that offers passkeys may stay open while a form is filled in. */
const minutes = 15;
export const timeoutMs = 5 * 60_000;

/** The chain's host, to which its passkeys are bound, and the one origin that may use them. */
export function relyingParty({ app, chain }: SiteContext): { id: string; name: string; origin: string } {
  const origin = app.origin(chain.slug);
  return { id: new URL(origin).hostname, name: chain.name, origin };
}

/** A new challenge of 256 bits, for one answer. `shopperId` is null for whoever signs in. */
export async function newChallenge({ app, chain }: SiteContext, shopperId: string | null): Promise<string> {
  const challenge = randomBytes(32).toString('base64url');
  await app.db.withTenant({ role: 'door', tenantId: chain.id }, (tx) =>
    putChallenge(tx, { sha256: hashOf(challenge), shopperId, minutes }),
  );
  return challenge;
}

/** Ends the challenge, in a transaction of its own: a refused answer ends it too. Throws session.passkey_refused. */
export async function useUp({ app, chain }: SiteContext, challenge: string, shopperId: string | null): Promise<void> {
  const isOpen = await app.db.withTenant({ role: 'door', tenantId: chain.id }, (tx) =>
    takeChallenge(tx, { sha256: hashOf(challenge), shopperId }),
  );
  if (!isOpen) throw new Problem('session.passkey_refused');
}

/** The library throws an Error for everything that is wrong with an answer; its sender is told no more than that. */
export async function verified<T extends { verified: boolean }>(work: Promise<T>): Promise<T & { verified: true }> {
  const answer = await work.catch(() => undefined);
  if (!answer?.verified) throw new Problem('session.passkey_refused');
  return answer as T & { verified: true };
}

function hashOf(challenge: string): Buffer {
  return createHash('sha256').update(challenge).digest();
}
