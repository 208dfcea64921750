import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import type { Right } from '../../domain/rights.ts';
import { admit } from '../requests/doors.ts';

/** The right that a route requires: none, one, or any of several. */
export type NeededRight = 'anyone' | Right | readonly Right[];

declare module 'fastify' {
  interface FastifyContextConfig {
    right: NeededRight;
  }
  interface FastifyInstance {
    /** Default for the routes of this scope, for plugins that register their own routes. */
    rightByDefault: NeededRight | undefined;
  }
}

/** Refuses to register a route without a declared right, and checks the right of each request. */
export const rights = fp(async (app: FastifyInstance) => {
  app.decorate('rightByDefault', undefined);
  app.addHook('onRoute', function declare(route) {
    const right = route.config?.right ?? this.rightByDefault;
    if (right === undefined) throw new Error(`${route.method} ${route.url} declares no right`);
    route.config = { ...route.config, right };
  });
  app.addHook('onRequest', async (request) => {
    // There is no route: the answer is 404.
    if (request.is404) return;
    const { right } = request.routeOptions.config;
    if (right === 'anyone') return;
    await admit(request, typeof right === 'string' ? [right] : right);
  });
});
