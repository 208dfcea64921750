import { describe, expect, it } from 'vitest';
import { Problem } from '../domain/problem.ts';
import { reportLine } from './reportLine.ts';

const secret = 'anna@shopper.example';

describe('the line of a reported error', () => {
  it.each([
    [new Error(`no mailbox ${secret}`), 'deliver: Error'],
    [new TypeError(secret), 'deliver: TypeError'],
    [new Problem('rate.limited', { email: secret }), 'deliver: Problem rate.limited'],
    [Object.assign(new Error(secret), { code: 'ECONNREFUSED' }), 'deliver: Error ECONNREFUSED'],
    [
      new Error(secret, { cause: Object.assign(new RangeError(secret), { code: '23505' }) }),
      'deliver: Error, caused by RangeError 23505',
    ],
    [secret, 'deliver: string'],
    [undefined, 'deliver: undefined'],
  ])('names the failed action and the error, and contains no text of the error', (error, line) => {
    expect(reportLine(error, 'deliver')).toBe(line);
    expect(reportLine(error, 'deliver')).not.toContain(secret);
  });
});
