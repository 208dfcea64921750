import { KsefError } from '../http/errors.ts';
import type { KsefToken } from '../state/state.ts';
import { addToken } from '../state/tokens.ts';
import type { Call, Reply, World } from '../world.ts';

/** `post /tokens`: shown this once. A token cannot make another one: tokeny-ksef.md. */
export function generateToken(world: World, { caller, body }: Call): Reply {
  if (caller.method === 'Token') throw new KsefError(21405, 'Token KSeF nie może służyć do wygenerowania tokena.');
  const { description, permissions } = body as Pick<KsefToken, 'description' | 'permissions'>;
  const { token, referenceNumber } = addToken(world.state, world.now(), { nip: caller.nip, description, permissions });
  return { status: 202, body: { referenceNumber, token } };
}

/** `get /tokens`: all on one page. */
export function listTokens({ state }: World, { caller }: Call): Reply {
  const tokens = Object.values(state.tokens).filter(({ nip }) => nip === caller.nip);
  return { status: 200, body: { continuationToken: null, tokens: tokens.map(described) } };
}

/** `get /tokens/{referenceNumber}` */
export function readToken(world: World, call: Call): Reply {
  return { status: 200, body: described(ownToken(world, call)) };
}

/** `delete /tokens/{referenceNumber}` */
export function revokeToken(world: World, call: Call): Reply {
  ownToken(world, call).status = 'Revoked';
  return { status: 204 };
}

function ownToken({ state }: World, { caller, parameters }: Call): KsefToken {
  const token = state.tokens[parameters['referenceNumber'] ?? ''];
  if (token?.nip === caller.nip) return token;
  throw new KsefError(21405, 'Nie znaleziono tokena o podanym numerze referencyjnym.');
}

function described({ referenceNumber, nip, description, permissions, createdAt, lastUsedAt, status }: KsefToken) {
  const identifier = { type: 'Nip', value: nip };
  return {
    ...{ referenceNumber, description, status, requestedPermissions: permissions },
    ...{ authorIdentifier: identifier, contextIdentifier: identifier },
    dateCreated: new Date(createdAt).toISOString(),
    ...(lastUsedAt !== undefined && { lastUseDate: new Date(lastUsedAt).toISOString() }),
  };
}
