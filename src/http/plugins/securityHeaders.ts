import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';

declare module 'fastify' {
  interface FastifyReply {
    /** A page may set another policy than the strictest. */
    contentPolicy: string;
  }
}

const nothing = "default-src 'none'; frame-ancestors 'self'";

/** Headers of every answer; pages extend the policy as needed. */
export const securityHeaders = fp(async (app: FastifyInstance, { https }: { https: boolean }) => {
  app.decorateReply('contentPolicy', nothing);
  app.addHook('onSend', async (_request, reply) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      ...(https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
    });
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', reply.contentPolicy);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
});
