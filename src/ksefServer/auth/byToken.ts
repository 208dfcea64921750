import { decryptRsa } from '../crypto/decrypt.ts';
import { KsefError } from '../http/errors.ts';
import type { KsefToken, Status } from '../state/state.ts';
import type { Call, Reply, World } from '../world.ts';
import { signedIn, startAuthentication } from './authentications.ts';
import { useChallenge } from './challenge.ts';
import { keysFor } from './encryptionKeys.ts';

type Body = {
  challenge: string;
  contextIdentifier: { type: string; value: string };
  encryptedToken: string;
  publicKeyId?: string | null;
};

/** `post /auth/ksef-token`: the client encrypts `token|timestampMs`, with the time of the challenge. */
export async function authenticateByToken(world: World, call: Call): Promise<Reply> {
  const body = call.body as Body;
  const keys = keysFor(world, 'KsefTokenEncryption', body.publicKeyId);
  if (body.contextIdentifier.type !== 'Nip') throw new KsefError(21117);
  const challengedAt = useChallenge(world, body.challenge);
  const nip = body.contextIdentifier.value;
  const { token, outcome } = tokenIn(world, keys, body.encryptedToken, { challengedAt, nip });
  if (token && outcome === signedIn) token.lastUsedAt = world.now();
  return startAuthentication(world, 'post /auth/ksef-token', {
    ...{ nip, method: 'Token', outcome },
    permissions: token?.permissions ?? [],
    proof: { tokenReferenceNumber: token?.referenceNumber ?? '' },
  });
}

function tokenIn(
  { state }: World,
  keys: readonly string[],
  encryptedToken: string,
  { challengedAt, nip }: { challengedAt: number; nip: string },
): { token?: KsefToken; outcome: Status } {
  const encrypted = Buffer.from(encryptedToken, 'base64');
  const plain = keys.map((key) => decryptRsa(key, encrypted)).find((decrypted) => decrypted !== undefined);
  if (plain === undefined) return { outcome: refused('Nieprawidłowy token') };
  const text = plain.toString('utf8');
  // A token has bars of its own, so the last one divides.
  const bar = text.lastIndexOf('|');
  const token = Object.values(state.tokens).find((known) => known.token === text.slice(0, bar) && known.nip === nip);
  if (token === undefined) return { outcome: refused('Nieprawidłowy token') };
  if (text.slice(bar + 1) !== String(challengedAt)) return { outcome: refused('Nieprawidłowy czas tokena') };
  return token.status === 'Active' ? { token, outcome: signedIn } : { token, outcome: refused('Token unieważniony') };
}

function refused(reason: string): Status {
  const description = 'Uwierzytelnianie zakończone niepowodzeniem z powodu błędnego tokenu';
  return { code: 450, description, details: [reason] };
}
