import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { ProblemDetails } from '../../contract/common.ts';
import { docsPage } from '../pages/docs.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A body that a route reads as a stream, described for the contract only: no schema checks it. */
    streamedBody?: object;
  }
}

const config = { right: 'anyone' } as const;

const description = `Amounts are integer grosze, quantities decimal strings. Errors are RFC 9457 problem details with a stable \`code\`.
Tills authenticate with \`Authorization: Bearer efk_…\`; browsers with a session cookie and an exact \`Origin\`.`;

/** The OpenAPI contract, generated from the schemas that check each request, and a page that shows it. */
export const openApi = fp(async (app: FastifyInstance) => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'eFakturomat', version: '1.0.0', description },
      components: { securitySchemes: { posKey: { type: 'http', scheme: 'bearer' } } },
    },
    hideUntagged: true,
    transform: ({ schema, url, route }) => {
      const body = route.config?.streamedBody;
      return { url, schema: body ? { ...schema, body } : schema };
    },
    transformObject: (document) => {
      const spec = 'openapiObject' in document ? document.openapiObject : {};
      for (const path of Object.values(spec.paths ?? {}))
        for (const operation of Object.values(path ?? {}))
          if (typeof operation === 'object' && 'responses' in operation)
            Object.assign(operation.responses ?? {}, {
              default: {
                description: 'Problem',
                content: { 'application/problem+json': { schema: { ...ProblemDetails } } },
              },
            });
      return spec;
    },
  });
  app.get('/api/v1/openapi.json', { config }, (_request, reply) => reply.type('application/json').send(app.swagger()));
  app.get('/api/v1/docs', { config }, (_request, reply) => {
    reply.contentPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
    return reply.type('text/html; charset=utf-8').send(docsPage(app.swagger()));
  });
});
