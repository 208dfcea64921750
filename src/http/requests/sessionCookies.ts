import type { FastifyReply, FastifyRequest } from 'fastify';

export const sessionCookies = { shopper: '__Host-efk_shopper', office: '__Host-efk_office' } as const;
export type SessionAudience = keyof typeof sessionCookies;

/** `sid` names the row that can be revoked; nothing else about the person is in the token. */
export type SessionToken = { sid: string; kind: SessionAudience };

export function setSession(
  reply: FastifyReply,
  request: FastifyRequest,
  kind: SessionAudience,
  session: { sid: string; days: number },
): void {
  // The token ends with its session; until then every request asks the database whether the session was revoked.
  const token = request.server.jwt.sign(
    { sid: session.sid, kind },
    { aud: hostOf(request), expiresIn: `${session.days}d` },
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
 * The token this browser holds for this host; undefined when there is none, when it is past its time, or when its
 * signature, host or kind is wrong. A token without a host or an end is none.
 */
export function readSession(request: FastifyRequest, kind: SessionAudience): SessionToken | undefined {
  const cookie = request.cookies[sessionCookies[kind]];
  const host = hostOf(request);
  if (cookie === undefined || host === '') return undefined;
  try {
    const token = request.server.jwt.verify<SessionToken>(cookie, {
      algorithms: ['HS256'],
      allowedAud: host,
      requiredClaims: ['aud', 'exp'],
    });
    return token.kind === kind && /^[0-9a-f-]{36}$/.test(token.sid) ? token : undefined;
  } catch {
    return undefined;
  }
}

function hostOf(request: FastifyRequest): string {
  return request.headers.host ?? '';
}
