import type { Minor } from '../money/money.ts';

/** Part of a line that is given back; `position` counts from 1 on the invoice, `gross` is what was paid back, when known. */
export type ReturnedPart = { position: number; quantity: string; gross?: Minor };

/**
 * What a correction does: goods came back; the buyer's name or address was wrong; or the whole invoice was wrong, e.g. made
 * out to another company, so that it goes to zero and its lines can be invoiced again.
 */
export type CorrectionChange =
  | { reason: 'goods_returned'; lines: ReturnedPart[] }
  | { reason: 'buyer_changed'; name: string; address?: string }
  | { reason: 'to_zero' };

export type CorrectionReason = CorrectionChange['reason'];
