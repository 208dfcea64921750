import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { Problem } from '../../domain/problem.ts';
import { unstorable } from '../requests/unstorable.ts';

/** PostgreSQL stores neither NUL nor half a surrogate pair, so neither gets further than this. */
export const plainText = fp(async (app: FastifyInstance) => {
  // After the schemas: they bound how deep the search goes, and what they do not describe nobody reads.
  app.addHook('preHandler', async ({ body, query, params, routeOptions: { schema } }) => {
    const fields = [
      ...(schema?.body ? unstorable(body) : []),
      ...unstorable(query, '/querystring'),
      ...unstorable(params, '/params'),
    ];
    if (fields.length) throw new Problem('request.invalid', {}, fields);
  });
});
