import type { ProblemCode } from '../../domain/problem.ts';

/** A file of its own for the start page, which has no answer to read when the server or a proxy is broken. */
export const brokenPl = {
  internal: 'Coś poszło nie tak po naszej stronie. Spróbuj ponownie za chwilę.',
  unavailable: 'Serwis chwilowo nie odpowiada. Spróbuj ponownie za chwilę.',
} satisfies Partial<Record<ProblemCode, string>>;
