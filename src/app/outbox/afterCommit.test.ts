import { describe, expect, it } from 'vitest';
import { enqueueCommitted } from './afterCommit.ts';

const due = [{ task: 'render', tenantId: 'chain', subjectId: 'invoice' }] as const;

function aQueue(enqueue: () => Promise<void>) {
  const reports: [unknown, string][] = [];
  return { reports, app: { enqueue, report: (error: unknown, what: string) => void reports.push([error, what]) } };
}

describe('adding work to the queue after a commit', () => {
  it('reports a failing queue, and does not throw', async () => {
    const lost = new Error('connection lost');
    const { app, reports } = aQueue(() => Promise.reject(lost));
    await expect(enqueueCommitted(app, due)).resolves.toBeUndefined();
    expect(reports).toEqual([[lost, 'enqueue']]);
  });

  it('reports nothing when the queue accepts the work', async () => {
    const { app, reports } = aQueue(() => Promise.resolve());
    await enqueueCommitted(app, due);
    expect(reports).toEqual([]);
  });

  it('stops waiting for a queue that never answers, and still reports its later failure', async () => {
    const late = Promise.withResolvers<void>();
    const { app, reports } = aQueue(() => late.promise);
    await enqueueCommitted(app, due, 1);
    expect(reports).toEqual([]);
    const lost = new Error('connection lost');
    late.reject(lost);
    await expect.poll(() => reports).toEqual([[lost, 'enqueue']]);
  });
});
