import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { type BadField, Problem } from '../../domain/problem.ts';

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

/** Strings (and names) that cannot be stored, by JSON pointer. */
export function unstorable(value: unknown, pointer = ''): BadField[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [{ pointer, code: 'field.pattern' }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    isStorable(name) ? unstorable(inner, `${pointer}/${name}`) : [{ pointer, code: 'field.unknown' }],
  );
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
