import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { Problem } from '../../domain/problem.ts';
import { sessionCookies } from '../requests/sessionCookies.ts';

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * State changes come from this very site. SameSite does not tell sibling subdomains apart, so the Origin must be exact;
 * without one the caller is no browser, and may not hold a session.
 */
export const origins = fp(async (app: FastifyInstance) => {
  app.addHook('onRequest', async (request) => {
    if (harmless.has(request.method)) return;
    const { origin } = request.headers;
    const holdsSession = Object.values(sessionCookies).some((name) => request.cookies[name] !== undefined);
    if (origin === undefined ? holdsSession : origin !== request.ownOrigin) throw new Problem('origin.refused');
  });
});
