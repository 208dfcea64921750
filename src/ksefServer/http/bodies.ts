import type { FastifyInstance } from 'fastify';
import { KsefError } from './errors.ts';

/** JSON as .NET reads it (an empty body is no body), XML as text, everything else as bytes. */
export function registerBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, text === '' ? undefined : JSON.parse(String(text)));
    } catch {
      done(new KsefError(21405, 'Treść nie jest poprawnym dokumentem JSON.'));
    }
  });
  const xmlTypes = ['application/xml', 'text/xml'];
  app.addContentTypeParser(xmlTypes, { parseAs: 'string' }, (_request, text, done) => done(null, text));
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes));
}
