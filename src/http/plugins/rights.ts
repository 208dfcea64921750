import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import type { Right } from '../../domain/rights.ts';
import { admit } from '../requests/doors.ts';

/** What a caller needs: no right at all, one right, or any one of several. */
export type NeededRight = 'anyone' | Right | readonly Right[];

declare module 'fastify' {
  interface FastifyContextConfig {
    right: NeededRight;
  }
  interface FastifyInstance {
    /** What the routes of this scope need unless they say otherwise; for plugins that register routes of their own. */
    rightByDefault: NeededRight | undefined;
  }
}

/** Every route declares the right it needs, or is not registered; every request is asked for that right. */
export const rights = fp(async (app: FastifyInstance) => {
  app.decorate('rightByDefault', undefined);
  app.addHook('onRoute', function declare(route) {
    const right = route.config?.right ?? this.rightByDefault;
    if (right === undefined) throw new Error(`${route.method} ${route.url} declares no right`);
    route.config = { ...route.config, right };
  });
  app.addHook('onRequest', async (request) => {
    // No route, so nothing to protect: the answer is 404.
    if (request.is404) return;
    const { right } = request.routeOptions.config;
    if (right === 'anyone') return;
    await admit(request, typeof right === 'string' ? [right] : right);
  });
});
