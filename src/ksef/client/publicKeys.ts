import { constants, type KeyObject, publicEncrypt, X509Certificate } from 'node:crypto';
import { Type } from 'typebox';
import { callForJson, type KsefApi } from './call.ts';
import { KsefFailure } from './failures.ts';

export type KeyUsage = 'KsefTokenEncryption' | 'SymmetricKeyEncryption';

/** A public key of KSeF, and the id by which KSeF knows the key. */
export type PublicKey = { id: string; key: KeyObject };

const Certificates = Type.Array(
  Type.Object({
    certificate: Type.String({ maxLength: 20_000 }),
    publicKeyId: Type.String({ maxLength: 200 }),
    validFrom: Type.String(),
    validTo: Type.String(),
    usage: Type.Array(Type.String()),
  }),
  { maxItems: 100 },
);

/**
 * KSeF's key of this usage: of those valid now, the one valid from the latest moment. Throws KsefFailure. Source:
 * CIRFMF/ksef-docs klucze-publiczne-do-szyfrowania.md.
 */
export async function publicKey(api: KsefApi, usage: KeyUsage, now = Date.now()): Promise<PublicKey> {
  const all = await callForJson(api, { method: 'GET', path: '/security/public-key-certificates' }, Certificates);
  const [newest] = all
    .filter((one) => one.usage.includes(usage) && Date.parse(one.validFrom) <= now && now < Date.parse(one.validTo))
    .sort((a, b) => Date.parse(b.validFrom) - Date.parse(a.validFrom));
  if (!newest) throw new KsefFailure('garbled', `KSeF publishes no key for ${usage}`);
  return { id: newest.publicKeyId, key: keyIn(newest.certificate) };
}

function keyIn(certificate: string): KeyObject {
  try {
    return new X509Certificate(Buffer.from(certificate, 'base64')).publicKey;
  } catch (cause) {
    throw new KsefFailure('garbled', 'a public key of KSeF cannot be read', { cause });
  }
}

/** RSA-OAEP with SHA-256, in Base64. KsefFailure for a key of another kind. */
export function encryptedFor({ key }: PublicKey, bytes: Uint8Array): string {
  if (key.asymmetricKeyType !== 'rsa') throw new KsefFailure('garbled', 'the public key of KSeF is not an RSA key');
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  return publicEncrypt({ key, padding, oaepHash: 'sha256' }, bytes).toString('base64');
}

/** The number of KSeF's error for a key that KSeF does not know or has withdrawn. */
const keyIsWithdrawn = 21_470;

/** Does the work with KSeF's key, and once more with a fresh key should KSeF have withdrawn the first. */
export async function withPublicKey<T>(
  api: KsefApi,
  usage: KeyUsage,
  work: (key: PublicKey) => Promise<T>,
): Promise<T> {
  try {
    return await work(await publicKey(api, usage));
  } catch (error) {
    if (!(error instanceof KsefFailure) || error.code !== keyIsWithdrawn) throw error;
    return work(await publicKey(api, usage));
  }
}
