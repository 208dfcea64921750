import { KsefError } from '../http/errors.ts';
import { newReference } from '../state/references.ts';
import type { Call, Reply, World } from '../world.ts';

const lifetimeMs = 10 * 60_000;

/** `post /auth/challenge` */
export function challenge({ state, now }: World, { headers }: Call): Reply {
  const createdAt = now();
  for (const [old, known] of Object.entries(state.challenges)) {
    if (createdAt - known.createdAt > lifetimeMs) delete state.challenges[old];
  }
  const value = newReference('CR', createdAt);
  state.challenges[value] = { createdAt };
  const timestamp = new Date(createdAt).toISOString();
  const body = { challenge: value, timestamp, timestampMs: createdAt, clientIp: String(headers['x-client-ip']) };
  return { status: 200, body };
}

/** The time of the challenge, which can be used once within ten minutes. Throws KsefError 21111 for any other. */
export function useChallenge({ state, now }: World, value: string): number {
  const known = state.challenges[value];
  delete state.challenges[value];
  if (known === undefined || now() - known.createdAt > lifetimeMs) throw new KsefError(21111);
  return known.createdAt;
}
