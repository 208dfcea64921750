import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { authenticationOf } from '../auth/accessTokens.ts';
import type { RateLimits } from '../limits/rateLimits.ts';
import { type Operation, operations } from '../openApi/document.ts';
import { checkBody, checkParameters, faultsOfReply } from '../openApi/validation.ts';
import { handlers, tokenTypes } from '../operations.ts';
import type { Authentication } from '../state/state.ts';
import type { Call, Reply, World } from '../world.ts';
import { problem } from './errorReplies.ts';
import { Forbidden, TooManyRequests } from './errors.ts';

export type Served = { world: World; limits: RateLimits; changed: () => void };

/** A route for every operation of the document, below /v2. */
export function registerOperations(app: FastifyInstance, served: Served): void {
  for (const operation of operations) {
    app.route({
      method: operation.method.toUpperCase(),
      url: `/v2${operation.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      handler: (request, reply) => answer(served, operation, request, reply),
    });
  }
}

async function answer(served: Served, operation: Operation, request: FastifyRequest, reply: FastifyReply) {
  const { faults, now } = served.world;
  if (faults.take('refused', operation.key)) return cut(reply);
  const slow = faults.take('slow', operation.key);
  if (slow) await sleep(slow.ms);
  const warning = faults.take('warning', operation.key);
  if (warning) reply.header('x-system-warning', warning.text);
  if (faults.take('down', operation.key)) {
    const asked = { path: request.url, problemDetails: true, now: now() };
    const { status, type, body } = problem(503, 'Service Unavailable', 'Trwa przerwa techniczna.', asked);
    return reply.code(status).type(type).send(body);
  }
  const limited = faults.take('limited', operation.key);
  if (limited) throw new TooManyRequests('żądań', limited.retryAfterSeconds);
  const result = await carryOut(served, operation, request);
  served.changed();
  if (faults.take('lost', operation.key)) return cut(reply);
  const garbled = faults.take('garbled', operation.key);
  if (garbled?.as === 'json')
    return reply.code(result.status).type('application/json').send('{"referenceNumber":"2026');
  if (garbled) return reply.code(200).type('text/html').send('<html><body>Gateway</body></html>');
  return send(reply, result);
}

async function carryOut({ world, limits }: Served, operation: Operation, request: FastifyRequest): Promise<Reply> {
  const handler = handlers[operation.key];
  const caller = await callerOf(world, operation, request);
  limits.hit(operation, `${caller?.nip ?? ''} ${request.ip}`, world.now());
  checkRights(operation, caller);
  const parameters = request.params as Record<string, string>;
  const query = { ...(request.query as Record<string, unknown>) };
  checkParameters(operation, 'path', parameters);
  checkParameters(operation, 'query', query);
  checkBody(operation, request.body);
  if (handler === undefined) return { status: 501 };
  const headers = { ...request.headers, 'x-client-ip': request.ip };
  const call = { parameters, query, headers, body: request.body, ...(caller && { caller }) };
  // Handlers that read `caller` belong to secured operations, which have one here.
  const result = await handler(world, call as Call);
  const faults = faultsOfReply(operation, result.status, result.body);
  if (faults.length > 0)
    throw new Error(`${operation.key}: the reply is not as the document says: ${faults.join('; ')}`);
  return result;
}

async function callerOf(world: World, { key, secured }: Operation, request: FastifyRequest) {
  if (!secured) return undefined;
  return authenticationOf(world, tokenTypes[key] ?? 'ContextToken', request.headers.authorization);
}

function checkRights({ rights }: Operation, caller: Authentication | undefined): void {
  if (rights.length === 0 || caller === undefined) return;
  if (!rights.some((right) => caller.permissions.includes(right))) throw new Forbidden(rights, caller.permissions);
}

/** Answers a reply that a handler made. */
export function send(reply: FastifyReply, { status, body, xml, headers }: Reply): FastifyReply {
  reply.code(status).headers(headers ?? {});
  if (xml !== undefined) return reply.type('application/xml').send(xml);
  return body === undefined ? reply.send() : reply.type('application/json').send(body);
}

/** Closes the connection without an answer. */
function cut(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.destroy();
  return reply;
}
