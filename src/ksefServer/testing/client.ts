import {
  constants,
  createCipheriv,
  createHash,
  createPublicKey,
  publicEncrypt,
  randomBytes,
  X509Certificate,
} from 'node:crypto';
import { decryptAes } from '../crypto/decrypt.ts';
import { signXades } from '../crypto/signXades.ts';

export type Answer = { status: number; headers: Headers; text: string; body: Body };
/** JSON of any shape: tests look at the parts they are about. */
// biome-ignore lint/suspicious/noExplicitAny: the shapes are in the OpenAPI document, which the server itself is held to.
type Body = any;

export type TestClient = {
  get: (path: string, token?: string) => Promise<Answer>;
  post: (path: string, body?: unknown, token?: string, headers?: Record<string, string>) => Promise<Answer>;
  delete: (path: string, token?: string) => Promise<Answer>;
};

/** Requests as they leave a client, for tests of the server alone. */
export function testClient(url: string): TestClient {
  const ask = async (
    method: string,
    path: string,
    token?: string,
    body?: unknown,
    more: Record<string, string> = {},
  ) => {
    const headers = {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...more,
    };
    const isText = typeof body === 'string';
    const sent = body === undefined ? {} : { body: isText ? body : JSON.stringify(body) };
    const answer = await fetch(`${url}${path}`, { method, headers, ...sent });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, body: parsed(text) };
  };
  return {
    get: (path, token) => ask('GET', path, token),
    post: (path, body, token, headers) => ask('POST', path, token, body, headers),
    delete: (path, token) => ask('DELETE', path, token),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Encrypts with the newest public key of this usage. */
export async function encryptFor(client: TestClient, usage: string, plain: Buffer) {
  const { body } = await client.get('/security/public-key-certificates');
  const { certificate, publicKeyId } = body.findLast((one: { usage: string[] }) => one.usage.includes(usage));
  const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64'));
  return { encrypted: oaep(publicKey.export({ type: 'spki', format: 'pem' }).toString(), plain), publicKeyId };
}

function oaep(publicKeyPem: string, plain: Buffer): string {
  const key = createPublicKey(publicKeyPem);
  const options = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
  return publicEncrypt(options, plain).toString('base64');
}

export type TokenSignIn = {
  nip: string;
  token: string;
  timestampMs?: number;
  challenge?: string;
  publicKeyId?: string;
};

/** The answer to `post /auth/ksef-token`. */
export async function startByToken(client: TestClient, { nip, token, ...over }: TokenSignIn): Promise<Answer> {
  const { body: challenge } = await client.post('/auth/challenge');
  const plain = Buffer.from(`${token}|${over.timestampMs ?? challenge.timestampMs}`, 'utf8');
  const { encrypted, publicKeyId } = await encryptFor(client, 'KsefTokenEncryption', plain);
  return client.post('/auth/ksef-token', {
    challenge: over.challenge ?? challenge.challenge,
    contextIdentifier: { type: 'Nip', value: nip },
    encryptedToken: encrypted,
    publicKeyId: over.publicKeyId ?? publicKeyId,
  });
}

/** AuthTokenRequest, in canonical form and not yet signed. */
export function authTokenRequest(challenge: string, nip: string): string {
  return (
    `<AuthTokenRequest xmlns="http://ksef.mf.gov.pl/auth/token/2.0"><Challenge>${challenge}</Challenge>` +
    `<ContextIdentifier><Nip>${nip}</Nip></ContextIdentifier>` +
    `<SubjectIdentifierType>certificateSubject</SubjectIdentifierType></AuthTokenRequest>`
  );
}

export type Signer = { certificatePem: string; privateKeyPem: string };

/** The answer to `post /auth/xades-signature`. `change` alters the signed document. */
export async function startByCertificate(
  client: TestClient,
  nip: string,
  signer: Signer,
  change: (xml: string) => string = (xml) => xml,
): Promise<Answer> {
  const { body } = await client.post('/auth/challenge');
  const certificate = signer.certificatePem.replace(/-----[A-Z ]+-----|\s/g, '');
  const own = { certificate, privateKeyPem: signer.privateKeyPem };
  const signed = signXades(authTokenRequest(body.challenge, nip), own, Date.now());
  return client.post('/auth/xades-signature', change(signed), undefined, { 'content-type': 'application/xml' });
}

/** The access token of a sign-in that was started. */
export async function redeemed(client: TestClient, started: Answer): Promise<string> {
  const { body } = await client.post('/auth/token/redeem', undefined, started.body.authenticationToken.token);
  return body.accessToken.token;
}

export type Cipher = { key: Buffer; iv: Buffer };
export const newCipher = (): Cipher => ({ key: randomBytes(32), iv: randomBytes(16) });
export const formCode = { systemCode: 'FA (3)', schemaVersion: '1-0E', value: 'FA' };

/** The part `encryption` of a request that opens a session. */
export async function encryptionOf(client: TestClient, { key, iv }: Cipher) {
  const { encrypted, publicKeyId } = await encryptFor(client, 'SymmetricKeyEncryption', key);
  return { encryptedSymmetricKey: encrypted, initializationVector: iv.toString('base64'), publicKeyId };
}

/** The answer to `post /sessions/online`. */
export async function openOnline(client: TestClient, token: string, cipher: Cipher): Promise<Answer> {
  return client.post('/sessions/online', { formCode, encryption: await encryptionOf(client, cipher) }, token);
}

export function encryptAes({ key, iv }: Cipher, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}

/** A cipher with another key, which cannot decrypt these bytes: for one key in 256 the padding is right by chance. */
export function strangerTo(encrypted: Buffer): Cipher {
  const other = newCipher();
  return decryptAes(other, encrypted) === undefined ? other : strangerTo(encrypted);
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');

/** The body of `post /sessions/online/{referenceNumber}/invoices`. */
export function invoiceBody(cipher: Cipher, xml: Buffer, over: object = {}) {
  const encrypted = encryptAes(cipher, xml);
  return {
    invoiceHash: sha256(xml),
    invoiceSize: xml.byteLength,
    encryptedInvoiceHash: sha256(encrypted),
    encryptedInvoiceSize: encrypted.byteLength,
    encryptedInvoiceContent: encrypted.toString('base64'),
    offlineMode: false,
    ...over,
  };
}
