import { expect } from 'vitest';
import type { ProblemDetails } from '../../contract/common.ts';
import { fieldSentence } from '../../contract/sentences/fields.ts';
import { problemSentence } from '../../contract/sentences/problems.ts';
import type { Language } from '../../domain/format.ts';
import { type ProblemCode, problemCodes } from '../../domain/problem.ts';
import { canary } from '../inputs/mutations.ts';

type Answer = { statusCode: number; headers: Record<string, unknown>; body: string };

/** What must never be read in an answer: where we live, what we are made of, and what was sent. */
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

/** Reads the answer as a refusal: 4xx problem details with a known code, in this language, that give nothing away. */
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
    // A sentence without numbers in it is one of the module's own.
    const sentences = [{}, { format: 'email' }].map((params) => fieldSentence(code, language, params).split('(')[0]);
    if (!/\d/.test(detail)) expect(sentences).toContain(detail.split('(')[0]);
  }
  expect(body).not.toMatch(inside);
  return problem;
}
