import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { NewPasskey, PasskeyCreation, PasskeyProof, PasskeyRequest } from '../../contract/passkeys.ts';

/** What a browser tells the authenticator, and what a dishonest one could change. */
type Given = { origin: string; rpId?: string; type?: string; challenge?: string };

/** One passkey in software. `counter` rises with each use when it is above 0. Source: Web Authentication Level 3, § 6. */
export type Authenticator = {
  counter: number;
  create(options: PasskeyCreation, given: Given): NewPasskey['credential'];
  /** The same passkey in another device: a cloned key. */
  get(options: PasskeyRequest, given: Given & { isVerified?: boolean }): PasskeyProof;
  id: string;
};

export function anAuthenticator({ counter = 0 }: { counter?: number } = {}): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const credentialId = randomBytes(16);
  let userHandle = '';
  const authenticator: Authenticator = {
    counter,
    id: credentialId.toString('base64url'),
    create(options, given) {
      userHandle = options.user.id;
      const cose = Buffer.concat([
        // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
        Buffer.from('a5010203262001215820', 'hex'),
        Buffer.from(x, 'base64url'),
        Buffer.from('225820', 'hex'),
        Buffer.from(y, 'base64url'),
      ]);
      const length = Buffer.from([0, credentialId.length]);
      const attested = Buffer.concat([Buffer.alloc(16), length, credentialId, cose]);
      const data = Buffer.concat([head(given.rpId ?? options.rp.id, 0x45, authenticator.counter), attested]);
      return {
        id: authenticator.id,
        clientDataJSON: clientData('webauthn.create', options.challenge, given).toString('base64url'),
        attestationObject: attestation(data).toString('base64url'),
        transports: ['internal'],
      };
    },
    get(options, given) {
      if (authenticator.counter > 0) authenticator.counter += 1;
      const flags = given.isVerified === false ? 0x01 : 0x05;
      const data = head(given.rpId ?? options.rpId, flags, authenticator.counter);
      const client = clientData('webauthn.get', options.challenge, given);
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
      return {
        id: authenticator.id,
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', signed, privateKey).toString('base64url'),
        userHandle,
      };
    },
  };
  return authenticator;
}

function head(rpId: string, flags: number, counter: number): Buffer {
  const tail = Buffer.alloc(5);
  tail.writeUInt8(flags, 0);
  tail.writeUInt32BE(counter, 1);
  return Buffer.concat([createHash('sha256').update(rpId).digest(), tail]);
}

function clientData(usual: string, own: string, { origin, type = usual, challenge = own }: Given): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

/** {"fmt": "none", "attStmt": {}, "authData": data} in CBOR. */
function attestation(data: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'),
    Buffer.from([data.length >> 8, data.length & 255]),
    data,
  ]);
}
