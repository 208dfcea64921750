import { Problem } from '../../domain/problem.ts';
import type { App } from '../context.ts';

/** Units of work at once, and further units per second. */
export type WorkLimit = { most: number; perSecond: number };

/**
 * Work that callers cause in this process; each subject has its own limit. Kept in memory: the limit protects this
 * process's event loop, and a budget in the database would cost more than most of the work.
 */
export type Work = {
  /** Throws rate.limited when the subject's budget is overspent. */
  assertLeft(subject: string, limit: WorkLimit): void;
  /** Spends units, below zero if necessary: the cost of some work is known only afterwards. */
  spend(subject: string, limit: WorkLimit, amount: number): void;
};

const most = 20_000;
const works = new WeakMap<App, Work>();

export function workOf(app: App): Work {
  const known = works.get(app);
  if (known) return known;
  const work = openWork();
  works.set(app, work);
  return work;
}

/** `now` in seconds; `mostSubjects` limits the memory: the subject unused for longest is dropped first. */
export function openWork(now = () => performance.now() / 1000, mostSubjects = most): Work {
  const spent = new Map<string, { left: number; at: number }>();

  function leftOf(subject: string, limit: WorkLimit): number {
    const before = spent.get(subject);
    return before ? Math.min(limit.most, before.left + (now() - before.at) * limit.perSecond) : limit.most;
  }

  return {
    assertLeft(subject, limit) {
      const left = leftOf(subject, limit);
      if (left > 0) return;
      throw new Problem('rate.limited', { retryAfterSeconds: Math.max(1, Math.ceil((1 - left) / limit.perSecond)) });
    },
    spend(subject, limit, amount) {
      const left = leftOf(subject, limit) - amount;
      spent.delete(subject);
      spent.set(subject, { left, at: now() });
      const [oldest] = spent.keys();
      if (spent.size > mostSubjects && oldest !== undefined) spent.delete(oldest);
    },
  };
}
