import { jwtVerify, SignJWT } from 'jose';
import { Unauthorized } from '../http/errors.ts';
import type { Authentication } from '../state/state.ts';
import type { World } from '../world.ts';

export type TokenType = 'OperationToken' | 'ContextToken' | 'RefreshToken';

const minute = 60_000;
const lifetimes: Record<TokenType, number> = {
  OperationToken: 45 * minute,
  ContextToken: 15 * minute,
  RefreshToken: 7 * 24 * 60 * minute,
};
const issuer = 'ksef-server';

/** A token for a sign-in, as TokenInfo of the document. */
export async function tokenFor(world: World, type: TokenType, authentication: Authentication) {
  const now = world.now();
  const validUntil = now + lifetimes[type];
  const claims = {
    'token-type': type,
    'operation-reference-number': authentication.referenceNumber,
    'context-identifier-type': 'Nip',
    'context-identifier-value': authentication.nip,
    'authentication-method': authentication.method,
  };
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuedAt(Math.floor(now / 1000))
    .setExpirationTime(Math.floor(validUntil / 1000))
    .setIssuer(issuer)
    .sign(secretOf(world));
  return { token, validUntil: new Date(validUntil).toISOString() };
}

/** The sign-in of the token in the header Authorization. Throws Unauthorized for no token, another type, or one out of date. */
export async function authenticationOf(world: World, type: TokenType, header: unknown): Promise<Authentication> {
  const token = typeof header === 'string' ? /^Bearer (.+)$/i.exec(header)?.[1] : undefined;
  if (token === undefined) throw new Unauthorized();
  const reference = await referenceIn(world, type, token);
  const found = reference === undefined ? undefined : world.state.authentications[reference];
  if (found === undefined) throw new Unauthorized('Token jest nieprawidłowy lub wygasł.');
  return found;
}

async function referenceIn(world: World, type: TokenType, token: string): Promise<string | undefined> {
  try {
    const currentDate = new Date(world.now());
    const { payload } = await jwtVerify(token, secretOf(world), { algorithms: ['HS256'], issuer, currentDate });
    return payload['token-type'] === type ? String(payload['operation-reference-number']) : undefined;
  } catch {
    return undefined;
  }
}

const secretOf = ({ state }: World) => Buffer.from(state.keys.jwtSecret, 'base64');
