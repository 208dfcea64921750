import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { Problem, type ProblemCode } from '../../domain/problem.ts';
import { sendProblem } from '../replies/problemDetails.ts';
import { badFieldsOf } from '../requests/schemaErrors.ts';

/** Turns thrown errors into RFC 9457 problem details in the caller's language. */
export const problems = fp(async (app: FastifyInstance) => {
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, problemOf(error, request)));
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, new Problem('not_found')));
});

/** Codes of Fastify's own refusals. Its other errors below 500 are bad requests. */
const fastifyCodes: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.unsupported_media_type',
  FST_ERR_NOT_FOUND: 'not_found',
};

function problemOf(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) {
    if (error.params.cause) request.log.error({ err: error.params.cause }, error.code);
    return error;
  }
  const thrown = error as FastifyError;
  if (thrown.validation) return new Problem('request.invalid', {}, badFieldsOf(thrown));
  const known = fastifyCodes[thrown.code];
  if (known) return new Problem(known);
  // A caller that breaks off a stream reads no answer, and this is no internal error.
  if (thrown.code === 'ERR_STREAM_PREMATURE_CLOSE' && request.raw.socket.destroyed)
    return new Problem('request.timeout');
  if (thrown.statusCode !== undefined && thrown.statusCode < 500) return new Problem('request.invalid');
  request.log.error({ err: thrown }, 'unexpected');
  return new Problem('internal');
}
