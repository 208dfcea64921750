import { keysFor } from '../auth/encryptionKeys.ts';
import { decryptRsa } from '../crypto/decrypt.ts';
import { KsefError } from '../http/errors.ts';
import { newReference } from '../state/references.ts';
import type { Batch, Session, Status } from '../state/state.ts';
import type { Call, World } from '../world.ts';

export type Encryption = {
  encryptedSymmetricKey: string;
  initializationVector: string;
  publicKeyId?: string | null;
};
export type FormCode = { systemCode: string; schemaVersion: string; value: string };

const keyUnreadable: Status = { code: 415, description: 'Błąd odszyfrowania dostarczonego klucza' };

/**
 * A new session for FA(3). A key that cannot be decrypted opens a session that has failed with 415. Throws KsefError 21405 for
 * another form or an IV of another length, 21470 for an unknown public key.
 */
export function openSession(
  world: World,
  { caller }: Call,
  { formCode, encryption }: { formCode: FormCode; encryption: Encryption },
  kind: { kind: 'online' } | { kind: 'batch'; batch: Batch },
  lifetimeMs: number,
): Session {
  const { systemCode, schemaVersion, value } = formCode;
  if (systemCode !== 'FA (3)' || schemaVersion !== '1-0E' || value !== 'FA') {
    throw new KsefError(21405, 'Wskazany kod formularza nie jest wspierany.');
  }
  const iv = Buffer.from(encryption.initializationVector, 'base64');
  if (iv.byteLength !== 16) throw new KsefError(21405, 'Nieprawidłowa długość wektora inicjalizującego.');
  const key = symmetricKey(world, encryption);
  const createdAt = world.now();
  const session: Session = {
    ...kind,
    referenceNumber: newReference(kind.kind === 'online' ? 'SO' : 'SB', createdAt),
    nip: caller.nip,
    authentication: caller.referenceNumber,
    ...{ createdAt, updatedAt: createdAt, validUntil: createdAt + lifetimeMs },
    ...(key ? { cipher: { key: key.toString('base64'), iv: iv.toString('base64') } } : { failed: keyUnreadable }),
    invoices: [],
    upoReferenceNumber: newReference('EU', createdAt),
  };
  world.state.sessions[session.referenceNumber] = session;
  return session;
}

/** A session of the caller's own context. Throws KsefError 21173 for another. */
export function ownSession({ state }: World, { caller, parameters }: Call): Session {
  const { referenceNumber = '' } = parameters;
  const session = state.sessions[referenceNumber];
  if (session?.nip === caller.nip) return session;
  throw new KsefError(21173, `Sesja o numerze referencyjnym ${referenceNumber} nie została znaleziona.`);
}

/** The AES key and IV of a session. Undefined when the key was unreadable. */
export function cipherOf({ cipher }: Session): { key: Buffer; iv: Buffer } | undefined {
  return cipher && { key: Buffer.from(cipher.key, 'base64'), iv: Buffer.from(cipher.iv, 'base64') };
}

function symmetricKey(world: World, { encryptedSymmetricKey, publicKeyId }: Encryption): Buffer | undefined {
  const encrypted = Buffer.from(encryptedSymmetricKey, 'base64');
  return keysFor(world, 'SymmetricKeyEncryption', publicKeyId)
    .map((key) => decryptRsa(key, encrypted))
    .find((key) => key?.byteLength === 32);
}
