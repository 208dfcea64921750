import { expect, it } from 'vitest';
import { ApiProblem } from '../../shared/api.ts';
import { NoPasskey, noPasskeyOf, refusalOf } from './noPasskey.ts';

it.each([
  ['NotAllowedError', 'cancelled'],
  ['InvalidStateError', 'known'],
  ['AbortError', 'replaced'],
  ['SecurityError', 'unable'],
  ['UnknownError', 'unable'],
])('the browser’s %s means %s', (name, reason) => {
  expect(noPasskeyOf(Object.assign(new Error(), { name })).reason).toBe(reason);
});

it('only a refusal is shown; every other failure goes on', () => {
  const problem = new ApiProblem('offline');
  expect(refusalOf(problem)).toBe(problem);
  expect(refusalOf(new NoPasskey('known'))).toBe('known');
  expect(() => refusalOf(new TypeError('a bug'))).toThrow('a bug');
});
