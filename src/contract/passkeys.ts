import { type Static, Type } from 'typebox';
import { Id, Instant, Shape, Text } from './common.ts';

const Base64Url = (maxLength: number) =>
  Type.String({ pattern: '^[A-Za-z0-9_-]+$', minLength: 1, maxLength, description: 'base64url' });
// Source: Web Authentication Level 3, § 5.8.3: an id has at most 1,023 bytes.
const CredentialId = Base64Url(1364);
const Transports = Type.Array(Type.String({ pattern: '^[a-z-]{1,20}$' }), { maxItems: 10 });

const Credential = Shape({
  id: CredentialId,
  type: Type.Literal('public-key'),
  transports: Type.Optional(Type.Array(Type.String())),
});

/** What `navigator.credentials.create` is called with. Source: Web Authentication Level 3, § 5.4. */
export const PasskeyCreation = Shape({
  challenge: Type.String(),
  rp: Shape({ id: Type.String(), name: Type.String() }),
  user: Shape({ id: Type.String(), name: Type.String(), displayName: Type.String() }),
  pubKeyCredParams: Type.Array(Shape({ alg: Type.Integer(), type: Type.Literal('public-key') })),
  timeout: Type.Integer(),
  excludeCredentials: Type.Array(Credential),
  authenticatorSelection: Shape({ residentKey: Type.Literal('required'), userVerification: Type.Literal('required') }),
  attestation: Type.Literal('none'),
});
export type PasskeyCreation = Static<typeof PasskeyCreation>;

/** What `navigator.credentials.get` is called with; the browser offers the passkeys that it has for this host. */
export const PasskeyRequest = Shape({
  challenge: Type.String(),
  rpId: Type.String(),
  timeout: Type.Integer(),
  userVerification: Type.Literal('required'),
});
export type PasskeyRequest = Static<typeof PasskeyRequest>;

/** The new credential, as the browser made it. */
export const NewPasskey = Shape({
  name: Text(60),
  credential: Shape({
    id: CredentialId,
    clientDataJSON: Base64Url(4_000),
    attestationObject: Base64Url(20_000),
    transports: Type.Optional(Transports),
  }),
});
export type NewPasskey = Static<typeof NewPasskey>;

/** The signature by which a passkey proves itself. */
export const PasskeyProof = Shape({
  id: CredentialId,
  clientDataJSON: Base64Url(4_000),
  authenticatorData: Base64Url(4_000),
  signature: Base64Url(4_000),
  userHandle: Base64Url(100),
});
export type PasskeyProof = Static<typeof PasskeyProof>;

export const PasskeyOut = Shape({
  id: Id,
  name: Type.String(),
  createdAt: Instant,
  lastUsedAt: Type.Optional(Instant),
});
export type PasskeyOut = Static<typeof PasskeyOut>;
export const Passkeys = Shape({ items: Type.Array(PasskeyOut) });
