import { KsefError } from '../http/errors.ts';
import { newReference } from '../state/references.ts';
import type { Authentication, Status } from '../state/state.ts';
import type { Call, Reply, World } from '../world.ts';
import { tokenFor } from './accessTokens.ts';

export const signedIn: Status = { code: 200, description: 'Uwierzytelnianie zakończone sukcesem' };
const inProgress: Status = { code: 100, description: 'Uwierzytelnianie w toku' };
const revoked: Status = {
  code: 425,
  description: 'Uwierzytelnienie unieważnione',
  details: ['Uwierzytelnienie i powiązane refresh tokeny zostały unieważnione przez użytkownika'],
};
const refreshLifetimeMs = 7 * 24 * 3_600_000;

/** Starts a sign-in, whose outcome is seen a little later, and answers 202 with its token. */
export async function startAuthentication(
  world: World,
  operation: string,
  facts: Pick<Authentication, 'nip' | 'method' | 'permissions' | 'outcome' | 'proof'>,
): Promise<Reply> {
  const startedAt = world.now();
  const late = world.faults.take('late', operation)?.ms ?? 0;
  const authentication: Authentication = {
    ...facts,
    referenceNumber: newReference('AU', startedAt),
    startedAt,
    readyAt: startedAt + world.processingMs + late,
    redeemed: false,
    revoked: false,
  };
  world.state.authentications[authentication.referenceNumber] = authentication;
  const authenticationToken = await tokenFor(world, 'OperationToken', authentication);
  return { status: 202, body: { referenceNumber: authentication.referenceNumber, authenticationToken } };
}

/** `get /auth/{referenceNumber}` */
export function authenticationStatus(world: World, { parameters, caller }: Call): Reply {
  const { referenceNumber = '' } = parameters;
  if (caller.referenceNumber !== referenceNumber) throw notFound(referenceNumber);
  return { status: 200, body: described(world, caller) };
}

/** `post /auth/token/redeem`: works once. */
export async function redeem(world: World, { caller }: Call): Promise<Reply> {
  const { code } = statusOf(world, caller);
  if (code !== 200) {
    throw new KsefError(21301, `Status uwierzytelniania (${code}) nie pozwala na pobranie tokenów.`);
  }
  if (caller.redeemed) {
    const message = `Tokeny dla operacji uwierzytelniania ${caller.referenceNumber} zostały już pobrane.`;
    throw new KsefError(21301, message);
  }
  caller.redeemed = true;
  const accessToken = await tokenFor(world, 'ContextToken', caller);
  return { status: 200, body: { accessToken, refreshToken: await tokenFor(world, 'RefreshToken', caller) } };
}

/** `post /auth/token/refresh` */
export async function refresh(world: World, { caller }: Call): Promise<Reply> {
  const { code } = statusOf(world, caller);
  if (code !== 200) {
    throw new KsefError(21301, `Status uwierzytelniania (${code}) nie pozwala na odświeżenie tokenu dostępowego.`);
  }
  if ('tokenReferenceNumber' in caller.proof) {
    const token = world.state.tokens[caller.proof.tokenReferenceNumber];
    if (token?.status !== 'Active') throw new KsefError(21301, 'Token KSeF został unieważniony.');
  }
  caller.lastRefreshAt = world.now();
  return { status: 200, body: { accessToken: await tokenFor(world, 'ContextToken', caller) } };
}

/** `get /auth/sessions`: all on one page. */
export function listAuthentications(world: World, { caller }: Call): Reply {
  const items = Object.values(world.state.authentications)
    .filter(({ nip, redeemed, revoked: gone }) => nip === caller.nip && redeemed && !gone)
    .map((authentication) => ({
      ...described(world, authentication),
      referenceNumber: authentication.referenceNumber,
      isCurrent: authentication === caller,
    }));
  return { status: 200, body: { continuationToken: null, items } };
}

/** `delete /auth/sessions/current` */
export function revokeCurrent(_: World, { caller }: Call): Reply {
  caller.revoked = true;
  return { status: 204 };
}

/** `delete /auth/sessions/{referenceNumber}` */
export function revokeOne({ state }: World, { caller, parameters }: Call): Reply {
  const { referenceNumber = '' } = parameters;
  const found = state.authentications[referenceNumber];
  if (found?.nip !== caller.nip) throw notFound(referenceNumber);
  found.revoked = true;
  return { status: 204 };
}

function described(world: World, authentication: Authentication) {
  const { method, startedAt, redeemed, lastRefreshAt } = authentication;
  const byToken = method === 'Token';
  return {
    startDate: new Date(startedAt).toISOString(),
    authenticationMethod: method,
    authenticationMethodInfo: {
      category: byToken ? 'Token' : 'XadesSignature',
      code: byToken ? 'token.ksef' : `xades.${method}`,
      displayName: byToken ? 'Token KSeF' : 'Podpis XAdES',
    },
    status: statusOf(world, authentication),
    isTokenRedeemed: redeemed,
    ...(lastRefreshAt !== undefined && { lastTokenRefreshDate: new Date(lastRefreshAt).toISOString() }),
    ...(redeemed && { refreshTokenValidUntil: new Date(startedAt + refreshLifetimeMs).toISOString() }),
  };
}

function statusOf({ now }: World, authentication: Authentication): Status {
  if (authentication.revoked) return revoked;
  return now() < authentication.readyAt ? inProgress : authentication.outcome;
}

function notFound(referenceNumber: string): KsefError {
  return new KsefError(
    21304,
    `Operacja uwierzytelniania o numerze referencyjnym ${referenceNumber} nie została znaleziona.`,
  );
}
