import { describe, expect, it } from 'vitest';
import { Problem } from '../../domain/problem.ts';
import { openWork } from './work.ts';

const limit = { most: 100, perSecond: 10 };

function waitOf(check: () => void): unknown {
  try {
    check();
  } catch (problem) {
    if (problem instanceof Problem && problem.code === 'rate.limited') return problem.params.retryAfterSeconds;
    throw problem;
  }
  return undefined;
}

describe('work', () => {
  it('is refused once the budget is overspent, until the announced time has passed', () => {
    let now = 0;
    const work = openWork(() => now);
    work.spend('a', limit, 99);
    expect(waitOf(() => work.assertLeft('a', limit))).toBeUndefined();
    work.spend('a', limit, 51);
    expect(waitOf(() => work.assertLeft('a', limit))).toBe(6);
    now = 5;
    expect(waitOf(() => work.assertLeft('a', limit))).toBe(1);
    now = 6;
    expect(waitOf(() => work.assertLeft('a', limit))).toBeUndefined();
  });

  it('of one subject does not use up another’s budget', () => {
    const work = openWork(() => 0);
    work.spend('a', limit, 1_000);
    expect(waitOf(() => work.assertLeft('b', limit))).toBeUndefined();
  });

  it('is never saved up beyond the maximum', () => {
    let now = 0;
    const work = openWork(() => now);
    work.spend('a', limit, 1);
    now = 1_000;
    work.spend('a', limit, 100);
    expect(waitOf(() => work.assertLeft('a', limit))).toBe(1);
  });

  it('beyond the number of kept subjects drops the subject unused for longest', () => {
    const work = openWork(() => 0, 2);
    for (const subject of ['a', 'b', 'a', 'c']) work.spend(subject, limit, 100);
    expect(['a', 'b', 'c'].map((subject) => waitOf(() => work.assertLeft(subject, limit)))).toEqual([11, undefined, 1]);
  });
});
