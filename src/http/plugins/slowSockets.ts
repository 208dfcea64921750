import { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { refuseSocket } from '../requests/wire.ts';

/** Limits for a caller, in milliseconds. */
export type SlowLimits = {
  /** From the connection, or the end of the previous request, to the end of the headers. */
  headersMs: number;
  /** For the whole body; for a streamed body, between two bytes. */
  bodyMs: number;
  /** Interval at which Node checks for late headers. */
  checkMs: number;
};

/** With the check interval, every slow socket is closed within 15 s. */
export const slowLimits: SlowLimits = { headersMs: 12_000, bodyMs: 12_000, checkMs: 1_000 };

// A batch may take long, but has a limit: one byte every ten seconds would keep a socket open for days.
const longestRequestMs = 3_600_000;

/** Limits that Node itself checks. Node has one limit for all bodies, so `slowBodies` watches bodies instead. */
export function serverLimits({ headersMs, checkMs }: SlowLimits) {
  return {
    requestTimeout: longestRequestMs,
    http: { headersTimeout: headersMs, connectionsCheckingInterval: checkMs },
  };
}

/** Closes sockets whose request body does not arrive in time. */
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
  // Injected requests of tests have no socket.
  if (!(socket instanceof Socket)) return;
  const isStreamed = 'streamedBody' in request.routeOptions.config;
  let read = socket.bytesRead;
  let quietTicks = 0;
  const timer = setInterval(() => {
    // Bytes wait to be read: the server is slow, not the caller.
    const isMoving = isStreamed && (socket.bytesRead > read || raw.readableLength > 0);
    read = socket.bytesRead;
    quietTicks = isMoving ? 0 : quietTicks + 1;
    if (raw.complete) clearInterval(timer);
    else if (quietTicks >= ticks) refuseSocket(socket, 'request.timeout', !reply.raw.headersSent);
  }, bodyMs / ticks).unref();
  for (const event of ['end', 'close']) raw.once(event, () => clearInterval(timer));
}
