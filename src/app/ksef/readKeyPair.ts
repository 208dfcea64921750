import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { Problem } from '../../domain/problem.ts';

export type KeyPair = { certificate: X509Certificate; privateKey: KeyObject };

/** Text as a person pastes it: PEM, or for the certificate also Base64 of DER. */
export type PastedKeyPair = { certificate: string; privateKey: string; passphrase?: string };

/**
 * Throws Problem: certificate.invalid, ksef.key_invalid for a key that cannot be opened or is none of RSA (2048 bits) and
 * P-256, ksef.key_differs for the key of another certificate, ksef.certificate_expired outside the certificate's dates.
 */
export function readKeyPair(pasted: PastedKeyPair, now = Date.now()): KeyPair {
  const certificate = certificateIn(pasted.certificate);
  const privateKey = keyIn(pasted);
  if (!certificate.checkPrivateKey(privateKey)) throw refused('ksef.key_differs', '/privateKey');
  if (now < Date.parse(certificate.validFrom) || now > Date.parse(certificate.validTo))
    throw refused('ksef.certificate_expired', '/certificate');
  return { certificate, privateKey };
}

function certificateIn(text: string): X509Certificate {
  try {
    return new X509Certificate(text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64'));
  } catch {
    throw refused('certificate.invalid', '/certificate');
  }
}

function keyIn({ privateKey, passphrase }: PastedKeyPair): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: privateKey, format: 'pem', ...(passphrase === undefined ? {} : { passphrase }) });
  } catch {
    throw refused('ksef.key_invalid', '/privateKey');
  }
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  const isRsa = type === 'rsa' && (details?.modulusLength ?? 0) >= 2048;
  if (!isRsa && !(type === 'ec' && details?.namedCurve === 'prime256v1'))
    throw refused('ksef.key_invalid', '/privateKey');
  return key;
}

function refused(
  code: 'certificate.invalid' | 'ksef.key_invalid' | 'ksef.key_differs' | 'ksef.certificate_expired',
  pointer: string,
): Problem {
  return new Problem(code, {}, [{ pointer, code }]);
}
