import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { Problem } from '../../domain/problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route makes something new, so it refuses while the chain is suspended. Every other route goes on. */
    stopsWhenSuspended?: true;
  }
}

/** A suspended chain's people read and download what they have. What the chain's routes would make anew is refused. */
export const suspension = fp(async (app: FastifyInstance) => {
  app.addHook('onRequest', async ({ site, routeOptions }) => {
    const isSuspended = site.kind === 'chain' && site.chain.status === 'suspended';
    if (isSuspended && routeOptions.config.stopsWhenSuspended) throw new Problem('chain.suspended');
  });
});
