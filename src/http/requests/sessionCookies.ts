import type { FastifyReply, FastifyRequest } from 'fastify';
import { officeSessionDays } from '../../app/sessions/officeSignIn.ts';
import { shopperSessionDays } from '../../app/sessions/signIn.ts';
import { keepDevice } from './deviceCookie.ts';

export const sessionCookies = { shopper: '__Host-efk_shopper', office: '__Host-efk_office' } as const;
export type SessionAudience = keyof typeof sessionCookies;

const daysOf = { shopper: shopperSessionDays, office: officeSessionDays };
const cookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const;

/** `sid` names the row that can be revoked; nothing else about the person is in the token. `chain` is unset for operators. */
export type SessionToken = { sid: string; kind: SessionAudience; chain?: string };

/** Gives this browser the session that was opened for it, and the token by which it is known from now on. */
export function startSession(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: SessionAudience,
  { sessionId: sid, device }: { sessionId: string; device: string },
): void {
  const days = daysOf[kind];
  const token: SessionToken = { sid, kind, ...chainOf(request) };
  // The token ends with its session; until then every request asks the database whether the session was revoked.
  const signed = request.server.jwt.sign(token, { aud: hostOf(request), expiresIn: `${days}d` });
  reply.setCookie(sessionCookies[kind], signed, { ...cookieOptions, maxAge: days * 24 * 3600 });
  keepDevice(request, reply, device);
}

export function clearSession(reply: FastifyReply, kind: SessionAudience): void {
  reply.clearCookie(sessionCookies[kind], cookieOptions);
}

/**
 * The token this browser holds for this host and chain; undefined when there is none, when it is past its time, or when
 * its signature, host, chain or kind is wrong. A token without a host or an end is none. Asks no database.
 */
export function readSession(request: FastifyRequest, kind: SessionAudience): SessionToken | undefined {
  const cookie = request.cookies[sessionCookies[kind]];
  const host = hostOf(request);
  if (cookie === undefined || host === '') return undefined;
  const token = verified(request, cookie, host);
  if (token?.kind !== kind || token.chain !== chainOf(request).chain) return undefined;
  return /^[0-9a-f-]{36}$/.test(token.sid) ? token : undefined;
}

function verified(request: FastifyRequest, cookie: string, allowedAud: string): SessionToken | undefined {
  try {
    return request.server.jwt.verify<SessionToken>(cookie, {
      algorithms: ['HS256'],
      allowedAud,
      requiredClaims: ['aud', 'exp'],
    });
  } catch {
    // Anyone can send any cookie. One that does not verify is no session, and its sender is a stranger.
    return undefined;
  }
}

function chainOf({ site }: FastifyRequest): { chain?: string } {
  return site.kind === 'chain' ? { chain: site.chain.id } : {};
}

function hostOf(request: FastifyRequest): string {
  return request.headers.host ?? '';
}
