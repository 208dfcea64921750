import { expect, it } from 'vitest';
import { countsOf, failuresOf } from './runParts.ts';

const clean = { numPassedTests: 4, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };

it('a set-up that throws counts as a failure when no test failed', () => {
  expect(countsOf(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(countsOf(clean, 1)).toEqual({ passed: 4, failed: 1, skipped: 0 });
});

it('a killed run counts as a failure', () => {
  expect(countsOf(clean, null).failed).toBe(1);
});

it('a file that cannot be read counts as one failure, and a file with a failed test adds none', () => {
  const report = {
    ...clean,
    numFailedTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ],
  };
  expect(countsOf(report, 1)).toEqual({ passed: 4, failed: 2, skipped: 0 });
});

it('pending and todo tests count as skipped', () => {
  expect(countsOf({ ...clean, numPendingTests: 2, numTodoTests: 1 }, 0)).toEqual({ passed: 4, failed: 0, skipped: 3 });
});

it('a failure is named with its file and the first line of its error', () => {
  const report = {
    ...clean,
    testResults: [
      { status: 'failed', name: 'a.test.ts', message: 'no such file\nat a', assertionResults: [] },
      {
        status: 'failed',
        name: 'b.test.ts',
        assertionResults: [
          { status: 'failed', fullName: 'a rule', failureMessages: ['expected 1\nat b'] },
          { status: 'passed', fullName: 'another rule' },
        ],
      },
    ],
  };
  expect(failuresOf(report)).toEqual(['a.test.ts: no such file', 'b.test.ts > a rule: expected 1']);
});
