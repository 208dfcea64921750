import { setTimeout as wait } from 'node:timers/promises';
import { Type } from 'typebox';
import { type SigningCertificate, signedAuthTokenRequest } from './authTokenRequest.ts';
import { callForJson, type KsefApi, shortText } from './call.ts';
import { KsefFailure } from './failures.ts';
import { encryptedFor, withPublicKey } from './publicKeys.ts';

/** What a seller proves its identity with: a token that was made in KSeF, or a certificate with its key. */
export type KsefIdentity = { nip: string } & ({ token: string } | { certificate: SigningCertificate });

/** Tokens of one sign-in. `accessUntil` and `refreshUntil` are milliseconds since 1970. */
export type KsefTokens = { access: string; accessUntil: number; refresh: string; refreshUntil: number };

const Token = Type.Object({ token: Type.String({ maxLength: 20_000 }), validUntil: Type.String() });
const Challenge = Type.Object({ challenge: Type.String({ maxLength: 200 }), timestampMs: Type.Integer() });
const Begun = Type.Object({ referenceNumber: Type.String({ maxLength: 200 }), authenticationToken: Token });
export const Status = Type.Object({
  code: Type.Integer(),
  description: Type.String(),
  details: Type.Optional(Type.Union([Type.Array(Type.String()), Type.Null()])),
});
const Progress = Type.Object({ status: Status });
const Redeemed = Type.Object({ accessToken: Token, refreshToken: Token });
const Refreshed = Type.Object({ accessToken: Token });

type Begun = { reference: string; bearer: string };

/** Signs in with the identity. Throws KsefFailure, `refused` for an identity that KSeF does not accept. Source: CIRFMF/ksef-docs uwierzytelnianie.md. */
export async function signIn(api: KsefApi, identity: KsefIdentity): Promise<KsefTokens> {
  const challenge = await callForJson(api, { method: 'POST', path: '/auth/challenge' }, Challenge);
  const { reference, bearer } =
    'token' in identity
      ? await beginWithToken(api, challenge, identity)
      : await beginWithCertificate(api, challenge.challenge, identity);
  await untilAccepted(api, reference, bearer);
  const tokens = await callForJson(api, { method: 'POST', path: '/auth/token/redeem', bearer }, Redeemed);
  return {
    access: tokens.accessToken.token,
    accessUntil: instantOf(tokens.accessToken.validUntil),
    refresh: tokens.refreshToken.token,
    refreshUntil: instantOf(tokens.refreshToken.validUntil),
  };
}

/** New access for the same sign-in. Throws KsefFailure, `signed_out` when the refresh token is accepted no longer. */
export async function refreshed(api: KsefApi, tokens: KsefTokens): Promise<KsefTokens> {
  const call = { method: 'POST', path: '/auth/token/refresh', bearer: tokens.refresh } as const;
  const { accessToken } = await callForJson(api, call, Refreshed);
  return { ...tokens, access: accessToken.token, accessUntil: instantOf(accessToken.validUntil) };
}

async function beginWithToken(
  api: KsefApi,
  { challenge, timestampMs }: { challenge: string; timestampMs: number },
  { nip, token }: { nip: string; token: string },
): Promise<Begun> {
  return withPublicKey(api, 'KsefTokenEncryption', (key) =>
    begin(api, '/auth/ksef-token', {
      type: 'application/json',
      text: JSON.stringify({
        challenge,
        contextIdentifier: { type: 'Nip', value: nip },
        encryptedToken: encryptedFor(key, Buffer.from(`${token}|${timestampMs}`)),
        publicKeyId: key.id,
      }),
    }),
  );
}

function beginWithCertificate(
  api: KsefApi,
  challenge: string,
  { nip, certificate }: { nip: string; certificate: SigningCertificate },
): Promise<Begun> {
  const text = signedAuthTokenRequest({ challenge, nip }, certificate);
  return begin(api, '/auth/xades-signature', { type: 'application/xml', text });
}

async function begin(
  api: KsefApi,
  path: string,
  body: { type: 'application/json' | 'application/xml'; text: string },
): Promise<Begun> {
  const begun = await callForJson(api, { method: 'POST', path, body }, Begun);
  return { reference: begun.referenceNumber, bearer: begun.authenticationToken.token };
}

const underWay = 100;
const accepted = 200;
/** The pauses between two questions. Together they are the longest that a sign-in may last. */
const pausesMs = [100, 200, 400, 800, 1_500, 2_000, 2_000, 3_000, 5_000];

async function untilAccepted(api: KsefApi, reference: string, bearer: string): Promise<void> {
  const path = `/auth/${encodeURIComponent(reference)}`;
  for (const pause of [...pausesMs, 0]) {
    const { status } = await callForJson(api, { method: 'GET', path, bearer }, Progress);
    if (status.code === accepted) return;
    if (status.code !== underWay) {
      throw new KsefFailure('refused', shortText(status.description, status.details ?? []), { code: status.code });
    }
    await wait(pause);
  }
  throw new KsefFailure('unreachable', 'KSeF has not checked the sign-in in time');
}

function instantOf(text: string): number {
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) throw new KsefFailure('garbled', 'a token without a time');
  return instant;
}
