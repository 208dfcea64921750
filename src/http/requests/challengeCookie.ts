import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../domain/problem.ts';

const name = '__Host-efk_challenge';
// Strict: the answer always comes from a page of this site.
const options = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const;

/** Binds the challenge to this browser. */
export function keepChallenge(reply: FastifyReply, challenge: string): void {
  reply.setCookie(name, challenge, { ...options, maxAge: 900 });
}

/** The challenge that this browser was given last. Throws session.passkey_refused without one. */
export function takeChallenge(request: FastifyRequest, reply: FastifyReply): string {
  const challenge = request.cookies[name];
  if (challenge === undefined) throw new Problem('session.passkey_refused');
  reply.clearCookie(name, options);
  return challenge;
}
