import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FieldError, ProblemDetails } from '../../contract/common.ts';
import { fieldSentence } from '../../contract/sentences/fields.ts';
import { problemSentence } from '../../contract/sentences/problems.ts';
import type { Language } from '../../domain/format.ts';
import type { BadField, Problem } from '../../domain/problem.ts';
import { languageOf } from '../requests/language.ts';
import { statusOf } from './statuses.ts';

// Most errors in one answer: a body with 5,000 wrong lines does not get 5,000 sentences.
const mostErrors = 100;

/** The body of a refusal, for callers that do not throw it. */
export function problemDetails(
  problem: Problem,
  language: Language,
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

/** Sends a refusal in the caller's language. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem) {
  const retryAfter = problem.params.retryAfterSeconds;
  if (typeof retryAfter === 'number') reply.header('retry-after', retryAfter);
  reply.code(statusOf[problem.code]).type('application/problem+json');
  const details = problemDetails(problem, languageOf(request), request.id);
  const { errors } = problem.params;
  // Serialised here, because a route's reply schema describes its success only.
  return reply.send(JSON.stringify(Array.isArray(errors) ? { ...details, templateErrors: errors } : details));
}

function fieldError({ pointer, code, params }: BadField, language: Language): FieldError {
  return { pointer, code, detail: fieldSentence(code, language, params ?? {}) };
}
