import type { FastifyReply, FastifyRequest } from 'fastify';

export const sessionCookies = { shopper: '__Host-efk_shopper', office: '__Host-efk_office' } as const;
export type SessionAudience = keyof typeof sessionCookies;

/** `sid` names the row that can be revoked; nothing else about the person is in the token. */
export type SessionToken = { sid: string; kind: SessionAudience; iat: number };

// A token lives this long; while its session is in force, any request past half of it gets a new one.
const tokenSeconds = 30 * 60;

export function setSession(
  reply: FastifyReply,
  request: FastifyRequest,
  kind: SessionAudience,
  session: { sid: string; days: number },
): void {
  const token = request.server.jwt.sign(
    { sid: session.sid, kind },
    { aud: hostOf(request), expiresIn: `${tokenSeconds}s` },
  );
  reply.setCookie(sessionCookies[kind], token, {
    path: '/',
    httpOnly: true,
    secure: true,
    sameSite: 'lax',
    maxAge: session.days * 24 * 3600,
  });
}

export function clearSession(reply: FastifyReply, kind: SessionAudience): void {
  reply.clearCookie(sessionCookies[kind], { path: '/', httpOnly: true, secure: true, sameSite: 'lax' });
}

/**
 * The token this browser holds for this host; undefined when there is none, or its signature, host or kind is wrong.
 * An expired one is read all the same: whether its session still is in force only the database knows.
 */
export function readSession(request: FastifyRequest, kind: SessionAudience): SessionToken | undefined {
  const cookie = request.cookies[sessionCookies[kind]];
  if (cookie === undefined) return undefined;
  try {
    const token = request.server.jwt.verify<SessionToken>(cookie, {
      allowedAud: hostOf(request),
      ignoreExpiration: true,
    });
    return token.kind === kind && /^[0-9a-f-]{36}$/.test(token.sid) ? token : undefined;
  } catch {
    return undefined;
  }
}

export function isStale(token: SessionToken): boolean {
  return Date.now() / 1000 - token.iat > tokenSeconds / 2;
}

function hostOf(request: FastifyRequest): string {
  return request.headers.host ?? '';
}
