import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { Problem } from '../../domain/problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * Whether the route creates something new, so that it is refused while the chain is suspended. Other routes still
     * work.
     */
    stopsWhenSuspended?: true;
  }
}

/** Refuses routes that create something new while the chain is suspended. Reading and downloading still work. */
export const suspension = fp(async (app: FastifyInstance) => {
  app.addHook('onRequest', async ({ site, routeOptions }) => {
    const isSuspended = site.kind === 'chain' && site.chain.status === 'suspended';
    if (isSuspended && routeOptions.config.stopsWhenSuspended) throw new Problem('chain.suspended');
  });
});
