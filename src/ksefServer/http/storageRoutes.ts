import type { FastifyInstance } from 'fastify';
import { partPath, uploadPart } from '../sessions/batch.ts';
import { storedUpo } from '../sessions/reading.ts';
import { checkSignedUrl } from '../sessions/storage.ts';
import { type Served, send } from './routes.ts';

type Signed = { se?: string; sig?: string };
type Part = { session: string; ordinal: string };
const mostPart = 101_000_000;

/** Addresses outside the document that the server hands out: they are signed and need no token. */
export function registerStorage(app: FastifyInstance, { world }: Served): void {
  app.get<{ Params: { upo: string }; Querystring: Signed }>('/storage/upo/:upo', (request, reply) => {
    const { upo } = request.params;
    const stored = storedUpo(world, upo);
    if (checkSignedUrl(world, `/storage/upo/${upo}`, request.query) !== 'ok') return reply.code(403).send();
    return stored ? send(reply, stored) : reply.code(404).send();
  });
  const parts = '/storage/batch-parts/:session/:ordinal';
  app.put<{ Params: Part; Querystring: Signed; Body: unknown }>(parts, { bodyLimit: mostPart }, (request, reply) => {
    const { session, ordinal } = request.params;
    const verdict = checkSignedUrl(world, partPath(session, Number(ordinal)), request.query);
    if (verdict !== 'ok') return reply.code(verdict === 'late' ? 403 : 401).send();
    const isBytes = Buffer.isBuffer(request.body);
    const isTaken = isBytes && uploadPart(world, session, Number(ordinal), request.body as Buffer);
    world.changed();
    return reply.code(isTaken ? 201 : 400).send();
  });
}
