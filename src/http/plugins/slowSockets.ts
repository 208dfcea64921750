import { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { refuseSocket } from '../requests/wire.ts';

/** How long a caller may take, in milliseconds. */
export type SlowLimits = {
  /** From the connection, or the end of the request before, to the end of the headers. */
  headersMs: number;
  /** For the whole body; for a body that is read as a stream, between two of its bytes. */
  bodyMs: number;
  /** How often Node looks for late headers. */
  checkMs: number;
};

/** Together with the looking, every slow socket is closed within 15 s. */
export const slowLimits: SlowLimits = { headersMs: 12_000, bodyMs: 12_000, checkMs: 1_000 };

// A batch may take its time, and not for ever: a byte every ten seconds would hold a socket for days.
const longestRequestMs = 3_600_000;

/** What Node itself limits. It knows one limit for all bodies, so bodies are watched by `slowBodies`. */
export function serverLimits({ headersMs, checkMs }: SlowLimits) {
  return {
    requestTimeout: longestRequestMs,
    http: { headersTimeout: headersMs, connectionsCheckingInterval: checkMs },
  };
}

/** Closes sockets whose request body does not come. */
export const slowBodies = fp(async (app: FastifyInstance, { bodyMs }: Pick<SlowLimits, 'bodyMs'>) => {
  app.addHook('onRequest', async (request, reply) => {
    if (bringsBody(request)) watch(request, reply, bodyMs);
  });
});

function bringsBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

const ticks = 4;

function watch(request: FastifyRequest, reply: FastifyReply, bodyMs: number): void {
  const { raw } = request;
  const { socket } = raw;
  // Requests injected by tests have no socket.
  if (!(socket instanceof Socket)) return;
  const isStreamed = 'streamedBody' in request.routeOptions.config;
  let read = socket.bytesRead;
  let quietTicks = 0;
  const timer = setInterval(() => {
    // Bytes that wait to be read show that the server is slow, not the caller.
    const isMoving = isStreamed && (socket.bytesRead > read || raw.readableLength > 0);
    read = socket.bytesRead;
    quietTicks = isMoving ? 0 : quietTicks + 1;
    if (raw.complete) clearInterval(timer);
    else if (quietTicks >= ticks) refuseSocket(socket, 'request.timeout', !reply.raw.headersSent);
  }, bodyMs / ticks).unref();
  for (const event of ['end', 'close']) raw.once(event, () => clearInterval(timer));
}
