import type { Page } from '../../contract/common.ts';
import type { KsefSubmissionQuery, KsefSubmissionRow } from '../../contract/ksef/submissions.ts';
import { listKsefQueue } from '../../db/invoices/ksefQueue.ts';
import { ksefSubmissionOf } from '../../db/invoices/ksefSubmissions.ts';
import { enqueue } from '../../db/outbox.ts';
import { Problem } from '../../domain/problem.ts';
import type { OfficeContext } from '../context.ts';
import { fromCursor, isIdPosition, toCursor } from '../cursor.ts';
import { enqueueNext } from '../outbox/afterCommit.ts';
import { readerOf } from '../reader.ts';

const limit = 25;

/** The chain's invoices that have no number in KSeF yet. */
export async function listKsefSubmissions({
  ctx,
  input: { queue, cursor },
}: {
  ctx: OfficeContext;
  input: KsefSubmissionQuery;
}): Promise<Page<KsefSubmissionRow>> {
  const after = cursor === undefined ? undefined : fromCursor(cursor, isIdPosition).id;
  const rows = await ctx.app.db.withTenant(readerOf(ctx), (tx) =>
    listKsefQueue(tx, { queue, after, limit: limit + 1 }),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ id, number, issueDate, gross, currency, buyer, state, attempts, reason }) => ({
      invoice: { id, number, issueDate, gross, currency },
      buyer,
      state: state === 'rejected' || state === 'failed' ? state : 'waiting',
      attempts,
      ...(reason === null ? {} : { reason }),
    })),
    ...(last && rows.length > limit ? { next: toCursor({ id: last.id }) } : {}),
  };
}

/** Sends an invoice whose attempts are used up; one that waits, or that KSeF decided about, stays as it is. Throws Problem. */
export async function sendToKsefAgain({ ctx, input }: { ctx: OfficeContext; input: { id: string } }): Promise<void> {
  await ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    const submission = await ksefSubmissionOf(tx, input.id);
    if (!submission) throw new Problem('invoice.not_found');
    if (submission.state === 'failed') await enqueue(tx, 'ksef_send', [input.id]);
  });
  await enqueueNext(ctx.app, { task: 'ksef_send', tenantId: ctx.chain.id });
}
