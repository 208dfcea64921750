import { randomBytes } from 'node:crypto';
import { fingerprint, issueCertificate, type KeyKind, publicKeyOf } from '../crypto/certificates.ts';
import type { EncryptionKey, KeyAndCertificate, Keys, State } from './state.ts';

const year = 365 * 24 * 3_600_000;

/** A server that nobody has used: no tokens, no invoices. */
export function newState(keys: Keys): State {
  return {
    keys,
    challenges: {},
    tokens: {},
    certificates: {},
    enrollments: {},
    authentications: {},
    sessions: {},
    accepted: {},
    numberOf: {},
  };
}

/** A public key for clients to encrypt with, valid from a day ago for two years. */
export async function newEncryptionKey(usage: EncryptionKey['usage'], now: number): Promise<EncryptionKey> {
  const lifetime = { from: now - year / 365, to: now + 2 * year };
  const issued = await issueCertificate('rsa', { commonName: 'KSeF (local server), encryption' }, lifetime);
  return {
    usage,
    privateKeyPem: issued.privateKeyPem,
    certificate: issued.certificateDer.toString('base64'),
    certificateId: fingerprint(issued.certificateDer),
    publicKeyId: fingerprint(publicKeyOf(issued.privateKeyPem)),
    validFrom: lifetime.from,
    validTo: lifetime.to,
    withdrawn: false,
  };
}

/** Keys and certificates of a new server. Takes about a second. */
export async function newKeys(now: number): Promise<Keys> {
  const lifetime = { from: now - year / 365, to: now + 10 * year };
  const make = async (kind: KeyKind, commonName: string): Promise<KeyAndCertificate> => {
    const { privateKeyPem, certificateDer } = await issueCertificate(kind, { commonName }, lifetime);
    return { privateKeyPem, certificate: certificateDer.toString('base64') };
  };
  return {
    authority: await make('ec', 'KSeF (local server), certificates'),
    // An RSA signature (PKCS#1 v1.5) comes out the same each time, so an UPO keeps its bytes. ECDSA does not.
    seal: await make('rsa', 'KSeF (local server), seal'),
    encryption: [
      await newEncryptionKey('KsefTokenEncryption', now),
      await newEncryptionKey('SymmetricKeyEncryption', now),
    ],
    jwtSecret: randomBytes(32).toString('base64'),
  };
}
