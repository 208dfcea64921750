import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { FieldError, ProblemDetails } from '../../contract/common.ts';
import { fieldSentence } from '../../contract/sentences/fields.ts';
import { problemSentence } from '../../contract/sentences/problems.ts';
import { type BadField, Problem, type ProblemCode } from '../../domain/problem.ts';
import { languageOf } from '../requests/language.ts';
import { badFieldsOf } from '../requests/schemaErrors.ts';
import { statusOf } from '../requests/statuses.ts';

// A body of 5,000 wrong lines is not answered with 5,000 sentences.
const mostErrors = 100;

/** Turns whatever is thrown into RFC 9457 problem details in the caller's language. */
export const problems = fp(async (app: FastifyInstance) => {
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, problemOf(error, request)));
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, new Problem('not_found')));
});

/** The answer to a refusal, for those who do not throw it. */
export function problemDetails(
  problem: Problem,
  language: 'pl' | 'en',
  requestId: string,
  most = mostErrors,
): ProblemDetails {
  const errors = problem.fields.slice(0, most).map((field) => fieldError(field, language));
  return {
    type: `urn:efakturomat:${problem.code}`,
    title: problem.code,
    status: statusOf[problem.code],
    code: problem.code,
    detail: problemSentence(problem.code, language, problem.params),
    requestId,
    ...(errors.length ? { errors } : {}),
  };
}

/** Answers with a refusal in the caller's language. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem) {
  const retryAfter = problem.params.retryAfterSeconds;
  if (typeof retryAfter === 'number') reply.header('retry-after', retryAfter);
  reply.code(statusOf[problem.code]).type('application/problem+json');
  const details = problemDetails(problem, languageOf(request), request.id);
  const { errors } = problem.params;
  // Serialised here: a route's reply schema speaks of its success only.
  return reply.send(JSON.stringify(Array.isArray(errors) ? { ...details, templateErrors: errors } : details));
}

function fieldError({ pointer, code, params }: BadField, language: 'pl' | 'en'): FieldError {
  return { pointer, code, detail: fieldSentence(code, language, params ?? {}) };
}

/** Codes of Fastify's own refusals; everything else it throws below 500 is a bad request. */
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
  // Whoever breaks off in the middle of a stream reads no answer, and nothing went wrong in here.
  if (thrown.code === 'ERR_STREAM_PREMATURE_CLOSE' && request.raw.socket.destroyed)
    return new Problem('request.timeout');
  if (thrown.statusCode !== undefined && thrown.statusCode < 500) return new Problem('request.invalid');
  request.log.error({ err: thrown }, 'unexpected');
  return new Problem('internal');
}
