import { ApiProblem } from '../shared/api.ts';

/** What the server says of one field of what was sent, by its JSON pointer; empty when nothing. */
export function fieldError(problem: unknown, pointer: string): string {
  if (!(problem instanceof ApiProblem)) return '';
  return problem.errors.find((error) => error.pointer === pointer)?.detail ?? '';
}

/** True when every complaint of a refusal stands beside one of these fields, so that nothing is left to say above the form. */
export function isSaidBeside(problem: unknown, pointers: readonly string[]): boolean {
  if (!(problem instanceof ApiProblem) || problem.errors.length === 0) return false;
  return problem.errors.every((error) => pointers.includes(error.pointer));
}
