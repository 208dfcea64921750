import type { FastifyInstance } from 'fastify';
import { storedUpo } from '../sessions/reading.ts';
import { checkSignedUrl } from '../sessions/storage.ts';
import { type Served, send } from './routes.ts';

type Signed = { se?: string; sig?: string };

/** Addresses outside the document that the server hands out: they are signed and need no token. */
export function registerStorage(app: FastifyInstance, { world }: Served): void {
  app.get<{ Params: { upo: string }; Querystring: Signed }>('/storage/upo/:upo', (request, reply) => {
    const { upo } = request.params;
    const stored = storedUpo(world, upo);
    if (checkSignedUrl(world, `/storage/upo/${upo}`, request.query) !== 'ok') return reply.code(403).send();
    return stored ? send(reply, stored) : reply.code(404).send();
  });
}
