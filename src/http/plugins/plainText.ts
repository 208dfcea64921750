import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { Problem } from '../../domain/problem.ts';
import { unstorable } from '../requests/unstorable.ts';

/** Refuses texts that PostgreSQL cannot store: NUL and half surrogate pairs. */
export const plainText = fp(async (app: FastifyInstance) => {
  // Runs after the schemas, which limit the depth of the search. Fields outside the schemas are never read.
  app.addHook('preHandler', async ({ body, query, params, routeOptions: { schema } }) => {
    const fields = [
      ...(schema?.body ? unstorable(body) : []),
      ...unstorable(query, '/querystring'),
      ...unstorable(params, '/params'),
    ];
    if (fields.length) throw new Problem('request.invalid', {}, fields);
  });
});
