import { expect } from 'vitest';
import type { ProblemDetails } from '../../contract/common.ts';
import { fieldSentence } from '../../contract/sentences/fields.ts';
import { problemSentence } from '../../contract/sentences/problems.ts';
import type { Language } from '../../domain/format.ts';
import { type ProblemCode, problemCodes } from '../../domain/problem.ts';
import { canary } from '../inputs/mutations.ts';

type Answer = { statusCode: number; headers: Record<string, unknown>; body: string };

/** Patterns that no answer may contain: paths and names of our code and libraries, SQL, and values of the request. */
const inside = new RegExp(
  [
    'node_modules',
    '/src/',
    '\\.ts:',
    ' at .*\\(',
    'FST_',
    'Error:',
    'postgres',
    'drizzle',
    'select ',
    'ajv',
    canary,
  ].join('|'),
);

/** Expects 4xx problem details with a known code and sentence in this language and without internals, and returns them. */
export function readRefusal({ statusCode, headers, body }: Answer, language: Language = 'pl'): ProblemDetails {
  expect([statusCode, body.slice(0, 300)]).toEqual([
    expect.toSatisfy((code) => code >= 400 && code < 500),
    expect.any(String),
  ]);
  expect(headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(headers['cache-control']).toBe('no-store');
  const problem = JSON.parse(body) as ProblemDetails;
  expect(problemCodes).toContain(problem.code);
  expect(problem).toMatchObject({ type: `urn:efakturomat:${problem.code}`, title: problem.code, status: statusCode });
  if (problem.code !== 'rate.limited')
    expect(problem.detail).toBe(problemSentence(problem.code as ProblemCode, language));
  for (const { pointer, code, detail } of problem.errors ?? []) {
    expect(pointer).toMatch(/^(\/|$)/);
    expect(detail.length).toBeGreaterThan(5);
    // Only sentences without numbers are compared: params may put numbers into a sentence.
    const sentences = [{}, { format: 'email' }].map((params) => fieldSentence(code, language, params).split('(')[0]);
    if (!/\d/.test(detail)) expect(sentences).toContain(detail.split('(')[0]);
  }
  expect(body).not.toMatch(inside);
  return problem;
}
