import type { ProblemCode } from '../../domain/problem.ts';

/** A file of its own for the start page, which has no answer to read when the server or a proxy is broken. */
export const brokenUk = {
  internal: 'У нас щось пішло не так. Спробуйте ще раз за мить.',
  unavailable: 'Сервіс зараз не відповідає. Спробуйте ще раз за мить.',
} satisfies Partial<Record<ProblemCode, string>>;
