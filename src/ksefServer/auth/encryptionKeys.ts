import { KsefError } from '../http/errors.ts';
import type { EncryptionKey } from '../state/state.ts';
import type { Reply, World } from '../world.ts';

/** `get /security/public-key-certificates` */
export function publicKeyCertificates({ state }: World): Reply {
  const body = state.keys.encryption
    .filter(({ withdrawn }) => !withdrawn)
    .map(({ certificate, certificateId, publicKeyId, validFrom, validTo, usage }) => ({
      ...{ certificate, certificateId, publicKeyId, usage: [usage] },
      ...{ validFrom: new Date(validFrom).toISOString(), validTo: new Date(validTo).toISOString() },
    }));
  return { status: 200, body };
}

/**
 * The private keys that may fit what a client encrypted: the one it names, or all keys of this usage, the newest first. Throws
 * KsefError 21470 for a key that is unknown or withdrawn.
 */
export function keysFor({ state }: World, usage: EncryptionKey['usage'], publicKeyId?: string | null): string[] {
  const known = state.keys.encryption.filter((key) => key.usage === usage && !key.withdrawn);
  const named = known.filter((key) => !publicKeyId || key.publicKeyId === publicKeyId);
  if (named.length === 0) throw new KsefError(21470, `Klucz o identyfikatorze ${publicKeyId} nie jest wspierany.`);
  return named.sort((one, other) => other.validFrom - one.validFrom).map(({ privateKeyPem }) => privateKeyPem);
}
