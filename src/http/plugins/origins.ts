import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { Problem } from '../../domain/problem.ts';
import { sessionCookies } from '../requests/sessionCookies.ts';

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses writing requests from other sites. SameSite allows sibling subdomains, so the Origin header must match exactly.
 * A request without the header does not come from a browser, and may not carry a session.
 */
export const origins = fp(async (app: FastifyInstance) => {
  app.addHook('onRequest', async (request) => {
    if (harmless.has(request.method)) return;
    const { origin } = request.headers;
    const holdsSession = Object.values(sessionCookies).some((name) => request.cookies[name] !== undefined);
    if (origin === undefined ? holdsSession : origin !== request.ownOrigin) throw new Problem('origin.refused');
  });
});
