import { ApiProblem } from '../shared/api.ts';

/** The server's error for one field, by its JSON pointer; empty when there is none. */
export function fieldError(problem: unknown, pointer: string): string {
  if (!(problem instanceof ApiProblem)) return '';
  return problem.errors.find((error) => error.pointer === pointer)?.detail ?? '';
}

/** True when every error of a refusal is shown beside one of these fields, so the form needs no message above it. */
export function isShownAtFields(problem: unknown, pointers: readonly string[]): boolean {
  if (!(problem instanceof ApiProblem) || problem.errors.length === 0) return false;
  return problem.errors.every((error) => pointers.includes(error.pointer));
}
