import 'reflect-metadata';
import { createHash, createPrivateKey, createPublicKey, KeyObject, randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

// node:crypto reads certificates but issues none.

export type Issued = {
  /** Upper-case hexadecimal, 16 digits. */
  serialNumber: string;
  certificateDer: Buffer;
  privateKeyPem: string;
};

export type Subject = { commonName: string; nip?: string };
export type Lifetime = { from: number; to: number };
export type KeyKind = 'rsa' | 'ec';
/** Who signs a certificate. Without one it signs itself. */
export type Authority = { certificateDer: Buffer; privateKeyPem: string };

const ecAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const rsaAlgorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};

/** A new key pair and its certificate. An RSA key takes some hundred milliseconds. */
export async function issueCertificate(
  kind: KeyKind,
  subject: Subject,
  lifetime: Lifetime,
  authority?: Authority,
): Promise<Issued> {
  const algorithm = kind === 'rsa' ? rsaAlgorithm : ecAlgorithm;
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const own = { issuer: nameOf(subject), signingKey: keys.privateKey, algorithm };
  const signer = authority === undefined ? own : await signerOf(authority);
  const privateKeyPem = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }) as string;
  return { ...(await certify(keys.publicKey, nameOf(subject), lifetime, signer)), privateKeyPem };
}

/** A certificate for the key and the subject of a request (PKCS#10, DER). Undefined when the request is not signed by its key. */
export async function certifyRequest(csr: Buffer, lifetime: Lifetime, authority: Authority) {
  const request = new x509.Pkcs10CertificateRequest(csr);
  if (!(await request.verify())) return undefined;
  const key = await request.publicKey.export();
  return { ...(await certify(key, request.subject, lifetime, await signerOf(authority))), subject: request.subject };
}

/** SHA-256 in Base64, by which KSeF names certificates and keys. */
export function fingerprint(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64');
}

/** The SubjectPublicKeyInfo in a certificate, DER. */
export function publicKeyOf(privateKeyPem: string): Buffer {
  return createPublicKey(privateKeyPem).export({ type: 'spki', format: 'der' });
}

type Signer = { issuer: string; signingKey: webcrypto.CryptoKey; algorithm: typeof ecAlgorithm | typeof rsaAlgorithm };

async function signerOf({ certificateDer, privateKeyPem }: Authority): Promise<Signer> {
  const key = createPrivateKey(privateKeyPem);
  const algorithm = key.asymmetricKeyType === 'rsa' ? rsaAlgorithm : ecAlgorithm;
  const der = key.export({ type: 'pkcs8', format: 'der' });
  const signingKey = await webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
  return { issuer: new x509.X509Certificate(certificateDer).subject, signingKey, algorithm };
}

async function certify(publicKey: webcrypto.CryptoKey, subject: string, { from, to }: Lifetime, signer: Signer) {
  // The first hexadecimal digit stays below 8: a serial number is positive.
  const serialNumber = `01${randomBytes(7).toString('hex')}`.toUpperCase();
  const certificate = await x509.X509CertificateGenerator.create({
    ...{ serialNumber, subject, issuer: signer.issuer, publicKey },
    ...{ notBefore: new Date(from), notAfter: new Date(to) },
    ...{ signingKey: signer.signingKey, signingAlgorithm: signer.algorithm },
  });
  return { serialNumber, certificateDer: Buffer.from(certificate.rawData) };
}

/** The name of an organisation, as in a qualified seal: podpis-xades.md. */
function nameOf({ commonName, nip }: Subject): string {
  const identifier = nip === undefined ? '' : `, 2.5.4.97=VATPL-${nip}`;
  const escaped = commonName.replace(/[,+"\\<>;=#]/g, '\\$&');
  return `CN=${escaped}, O=${escaped}, C=PL${identifier}`;
}
