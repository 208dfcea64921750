import type { FastifyReply, FastifyRequest } from 'fastify';
import { officeSessionDays } from '../../app/sessions/officeSignIn.ts';
import { shopperSessionDays } from '../../app/sessions/signIn.ts';
import { keepDevice } from './deviceCookie.ts';

export const sessionCookies = { shopper: '__Host-efk_shopper', office: '__Host-efk_office' } as const;
export type SessionAudience = keyof typeof sessionCookies;

const daysOf = { shopper: shopperSessionDays, office: officeSessionDays };
const cookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const;

/**
 * `sid` names the session's row, which can be revoked; the token contains nothing else about the person. `chain` is unset
 * for operators.
 */
export type SessionToken = { sid: string; kind: SessionAudience; chain?: string };

/** Sets the cookies of a new session: the session token and the device token. */
export function startSession(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: SessionAudience,
  { sessionId: sid, device }: { sessionId: string; device: string },
): void {
  const days = daysOf[kind];
  const token: SessionToken = { sid, kind, ...chainOf(request) };
  // The token expires with its session. Until then every request reads from the database whether the session was revoked.
  const signed = request.server.jwt.sign(token, { aud: hostOf(request), expiresIn: `${days}d` });
  reply.setCookie(sessionCookies[kind], signed, { ...cookieOptions, maxAge: days * 24 * 3600 });
  keepDevice(request, reply, device);
}

export function clearSession(reply: FastifyReply, kind: SessionAudience): void {
  reply.clearCookie(sessionCookies[kind], cookieOptions);
}

/**
 * The browser's valid token for this host and chain; undefined for a missing or expired token, or one with a wrong
 * signature, host, chain or kind. A token without host or expiry is invalid. Does not use the database.
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
    // Anyone can send any cookie. A token that does not verify counts as no session.
    return undefined;
  }
}

function chainOf({ site }: FastifyRequest): { chain?: string } {
  return site.kind === 'chain' ? { chain: site.chain.id } : {};
}

function hostOf(request: FastifyRequest): string {
  return request.headers.host ?? '';
}
