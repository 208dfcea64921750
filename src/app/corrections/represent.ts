import type { CorrectionDraftDetail, CorrectionDraftOut } from '../../contract/corrections/corrections.ts';
import type { CorrectionDraft } from '../../db/corrections/correctionDrafts.ts';
import { correctionBetween, type InvoiceState } from '../../domain/invoices/correction.ts';
import { percentOf } from '../../domain/money/rate.ts';

/** A draft as JSON, with the number of the invoice that it would correct. */
export function draftOut(draft: CorrectionDraft, number: string): CorrectionDraftOut {
  const { id, invoiceId, origin, change, note, state, createdAt, decidedAt, decisionNote } = draft;
  return {
    id,
    invoice: { id: invoiceId, number },
    origin,
    change,
    state,
    createdAt: createdAt.toISOString(),
    ...(note === null ? {} : { note }),
    ...(decidedAt === null ? {} : { decidedAt: decidedAt.toISOString() }),
    ...(decisionNote === null ? {} : { decisionNote }),
  };
}

/** What the invoice states before and after a correction. Throws the Problems of `correctionBetween`. */
export function effectOut(before: InvoiceState, after: InvoiceState): CorrectionDraftDetail['effect'] {
  const { lines, rates, totals, due } = correctionBetween(before, after);
  return {
    buyer: { before: before.buyer, after: after.buyer },
    lines: lines.map(({ name, unit, quantity, gross, before: { position, ...was } }) => ({
      position,
      name,
      unit,
      before: { quantity: was.quantity, gross: was.gross },
      after: { quantity, gross },
    })),
    rates: rates.map(({ rate, ...money }) => ({ percent: percentOf(rate), ...money })),
    totals,
    due,
  };
}
