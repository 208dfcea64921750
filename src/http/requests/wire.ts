import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem, type ProblemCode } from '../../domain/problem.ts';
import { problemDetails, sendProblem } from '../replies/problemDetails.ts';
import { statusOf } from '../replies/statuses.ts';

/** Answers 404 for an address that cannot be decoded or matched and so reaches no route. */
export function frameworkErrors(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  // Fastify runs no hook for this answer.
  reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  sendProblem(request, reply, new Problem('not_found'));
}

/** Answers bytes that are no HTTP request, or an incomplete one. */
export function clientErrorHandler(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  refuseSocket(socket, codes[error.code ?? ''] ?? 'request.invalid');
}

/**
 * Writes to the socket, without Fastify, unless an answer has begun; then closes. No language is known yet, so the answer
 * is in Polish.
 */
export function refuseSocket(socket: Socket, code: ProblemCode, mayAnswer = true): void {
  const body = JSON.stringify(problemDetails(new Problem(code), 'pl', crypto.randomUUID()));
  const status = statusOf[code];
  if (mayAnswer && socket.writable)
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n${body}`,
    );
  socket.destroy();
}

const codes: Record<string, ProblemCode> = {
  HPE_HEADER_OVERFLOW: 'request.too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request.timeout',
};
