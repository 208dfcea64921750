import type { CorrectionDraftOut } from '../../contract/corrections/corrections.ts';
import { decide, draftById, lockDraft } from '../../db/corrections/correctionDrafts.ts';
import { numberOf } from '../../db/invoices/invoices.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { Problem } from '../../domain/problem.ts';
import type { OfficeContext } from '../context.ts';
import { readerOf } from '../reader.ts';
import { enqueueCorrection, issueCorrection } from './issue.ts';
import { draftOut } from './represent.ts';

type Decide<Input> = { ctx: OfficeContext; input: { id: string } & Input };

/** Issues the correction. Throws correction.not_found, correction.already_decided and the Problems of `issueCorrection`. */
export async function confirmCorrection({ ctx, input }: Decide<{ note?: string }>): Promise<CorrectionDraftOut> {
  const { id, note } = input;
  const issued = await decided(ctx, id, async (tx) => {
    const draft = await lockDraft(tx, id);
    if (draft?.state !== 'waiting') throw new Problem('correction.already_decided');
    await issueCorrection(tx, draft, { by: ctx.member.id, ...(note === undefined ? {} : { note }) });
  });
  await enqueueCorrection(ctx.app, ctx.chain.id);
  return issued;
}

/** Rejects the request with a reason that its asker reads. Throws correction.not_found and correction.already_decided. */
export async function rejectCorrection({ ctx, input }: Decide<{ note: string }>): Promise<CorrectionDraftOut> {
  const { id, note } = input;
  return decided(ctx, id, async (tx) => {
    const draft = await lockDraft(tx, id);
    if (draft?.state !== 'waiting') throw new Problem('correction.already_decided');
    await decide(tx, id, { state: 'rejected', by: ctx.member.id, note });
  });
}

/** Reads the draft in the member's own role first: staff of one store decide about invoices of their store only. */
async function decided(
  { app, chain, ...ctx }: OfficeContext,
  id: string,
  work: (tx: TenantTx) => Promise<void>,
): Promise<CorrectionDraftOut> {
  const mayRead = await app.db.withTenant(readerOf({ app, chain, ...ctx }), (tx) => draftById(tx, id));
  if (!mayRead) throw new Problem('correction.not_found');
  return app.db.withTenant({ role: 'corrector', tenantId: chain.id }, async (tx) => {
    await work(tx);
    const [draft, original] = await Promise.all([draftById(tx, id), numberOf(tx, mayRead.invoiceId)]);
    if (!draft || !original) throw new Error(`draft ${id} is gone`);
    return draftOut(draft, original.number);
  });
}
