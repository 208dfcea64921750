import type { CorrectionDraftOut, CorrectionIn } from '../../contract/corrections/corrections.ts';
import { type Asker, draftById, insertDraft, isDraftWaiting } from '../../db/corrections/correctionDrafts.ts';
import { invoiceById } from '../../db/invoices/invoices.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { changed, correctionBetween } from '../../domain/invoices/correction.ts';
import { Problem } from '../../domain/problem.ts';
import type { ReaderContext } from '../context.ts';
import { readerOf } from '../reader.ts';
import { draftOut } from './represent.ts';
import { currentState } from './states.ts';

export type Propose = { ctx: ReaderContext; input: CorrectionIn & { invoiceId: string } };

/**
 * Asks for a correction of an invoice that the caller may read. The change is tried at once, so a request that cannot be
 * issued is refused with the field to correct; staff decide later.
 */
export async function proposeCorrection({ ctx, input }: Propose): Promise<CorrectionDraftOut> {
  return ctx.app.db
    .withTenant(readerOf(ctx), (tx) => insert(tx, ctx, input))
    .catch((error: unknown) => {
      if (isDraftWaiting(error)) throw new Problem('correction.already_waiting');
      throw error;
    });
}

async function insert(tx: TenantTx, ctx: ReaderContext, input: Propose['input']): Promise<CorrectionDraftOut> {
  const invoice = await invoiceById(tx, input.invoiceId);
  if (!invoice) throw new Problem('invoice.not_found');
  if (invoice.correctsId !== undefined) throw new Problem('correction.of_correction', { id: invoice.correctsId });
  const state = await currentState(tx, invoice);
  correctionBetween(state, changed(state, input.change, countryOf(invoice.country)));
  const asker: Asker = 'shopper' in ctx ? { origin: 'shopper' } : { origin: 'staff', createdBy: ctx.member.id };
  const id = await insertDraft(tx, asker, { ...input, invoiceId: invoice.id });
  const draft = await draftById(tx, id);
  if (!draft) throw new Error('draft not inserted');
  return draftOut(draft, invoice.number);
}
