import { describe, expect, it } from 'vitest';
import { enqueueCommitted } from './afterCommit.ts';

const due = [{ task: 'render', tenantId: 'chain', subjectId: 'invoice' }] as const;

function aQueue(enqueue: () => Promise<void>) {
  const reports: [unknown, string][] = [];
  return { reports, app: { enqueue, report: (error: unknown, what: string) => void reports.push([error, what]) } };
}

describe('handing work to the queue after a commit', () => {
  it('a queue that fails is reported, and refuses nothing', async () => {
    const lost = new Error('connection lost');
    const { app, reports } = aQueue(() => Promise.reject(lost));
    await expect(enqueueCommitted(app, due)).resolves.toBeUndefined();
    expect(reports).toEqual([[lost, 'enqueue']]);
  });

  it('a queue that takes the work is not reported', async () => {
    const { app, reports } = aQueue(() => Promise.resolve());
    await enqueueCommitted(app, due);
    expect(reports).toEqual([]);
  });

  it('a queue that never answers is left behind, and its later failure is reported all the same', async () => {
    const late = Promise.withResolvers<void>();
    const { app, reports } = aQueue(() => late.promise);
    await enqueueCommitted(app, due, 1);
    expect(reports).toEqual([]);
    const lost = new Error('connection lost');
    late.reject(lost);
    await expect.poll(() => reports).toEqual([[lost, 'enqueue']]);
  });
});
