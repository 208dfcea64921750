import type { KsefApi } from './client/call.ts';
import { KsefFailure } from './client/failures.ts';
import { type OnlineSession, openOnlineSession } from './client/onlineSession.ts';
import { type KsefIdentity, type KsefTokens, refreshed, signIn } from './client/signIn.ts';

/** What a process keeps of each chain's sign-in: KSeF limits how often one signs in and opens a session. */
export type KsefAccess = {
  /** Does the work with an access token. After a `signed_out` the next work signs in again. */
  withToken<T>(who: Who, work: (bearer: string) => Promise<T>): Promise<T>;
  /** As `withToken`, in the chain's open session. After a refusal the next work opens another session. */
  inSession<T>(who: Who, work: (bearer: string, session: OnlineSession) => Promise<T>): Promise<T>;
};

/** `key` changes with the chain and with its credential. */
export type Who = { key: string; identity: KsefIdentity };

type Kept = { tokens?: Promise<KsefTokens>; session?: Promise<OnlineSession>; sessionUntil?: number };

/** A token is renewed this long before it ends. */
const renewMs = 60_000;
/** KSeF closes a session after 12 hours. */
const sessionMs = 11 * 3_600_000;

export function openKsefAccess(api: KsefApi, now = Date.now): KsefAccess {
  const kept = new Map<string, Kept>();

  function keptOf(who: Who): Kept {
    const known = kept.get(who.key);
    if (known) return known;
    const fresh: Kept = {};
    kept.set(who.key, fresh);
    return fresh;
  }

  async function bearerOf(who: Who): Promise<string> {
    const mine = keptOf(who);
    mine.tokens = (mine.tokens ?? signedIn(who)).then((tokens) => valid(who, tokens));
    return (await mine.tokens).access;
  }

  function valid(who: Who, tokens: KsefTokens): KsefTokens | Promise<KsefTokens> {
    if (now() < tokens.accessUntil - renewMs) return tokens;
    return now() < tokens.refreshUntil - renewMs ? refreshed(api, tokens) : signedIn(who);
  }

  /** A refused sign-in says nothing about the work, so it differs from a refused request. */
  async function signedIn(who: Who): Promise<KsefTokens> {
    return signIn(api, who.identity).catch((error: unknown) => {
      if (!(error instanceof KsefFailure) || error.kind !== 'refused') throw error;
      throw new KsefFailure('signed_out', error.message, { code: error.code, cause: error });
    });
  }

  async function withToken<T>(who: Who, work: (bearer: string) => Promise<T>): Promise<T> {
    try {
      return await work(await bearerOf(who));
    } catch (error) {
      // A failed sign-in must not be kept either, so everything that KSeF answered badly begins anew.
      if (error instanceof KsefFailure && error.kind !== 'busy') kept.delete(who.key);
      throw error;
    }
  }

  return {
    withToken,
    inSession: (who, work) =>
      withToken(who, async (bearer) => {
        const mine = keptOf(who);
        if (!mine.session || now() > (mine.sessionUntil ?? 0)) {
          mine.session = openOnlineSession(api, bearer);
          mine.sessionUntil = now() + sessionMs;
        }
        return work(bearer, await mine.session);
      }),
  };
}
