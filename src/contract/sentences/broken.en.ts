import type { ProblemCode } from '../../domain/problem.ts';

/** A file of its own for the start page, which has no answer to read when the server or a proxy is broken. */
export const brokenEn = {
  internal: 'Something went wrong on our side. Try again in a moment.',
  unavailable: 'The service is not answering right now. Try again in a moment.',
} satisfies Partial<Record<ProblemCode, string>>;
