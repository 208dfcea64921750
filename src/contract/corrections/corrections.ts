import { type Static, Type } from 'typebox';
import type { CorrectionChange as Change } from '../../domain/invoices/correctionChange.ts';
import { Amount, AmountOut, Id, Instant, Quantity, Shape, Text } from '../common.ts';
import { BuyerOut, InvoiceReference, RateTotalOut, TotalsOut } from '../invoices.ts';

const GoodsReturned = Shape({
  reason: Type.Literal('goods_returned'),
  lines: Type.Array(
    Shape({ position: Type.Integer({ minimum: 1, maximum: 5000 }), quantity: Quantity, gross: Type.Optional(Amount) }),
    { minItems: 1, maxItems: 5000 },
  ),
});
const BuyerChanged = Shape({
  reason: Type.Literal('buyer_changed'),
  name: Text(256),
  address: Type.Optional(Text(200)),
});
const ToZero = Shape({ reason: Type.Literal('to_zero') });

/** Told apart by `reason`. `position` counts the lines of the invoice from 1. */
export const CorrectionChange = Type.Unsafe<Change>({
  type: 'object',
  required: ['reason'],
  discriminator: { propertyName: 'reason' },
  oneOf: [GoodsReturned, BuyerChanged, ToZero],
});

/** Asks for a correction of an invoice; staff decide. */
export const CorrectionIn = Shape({ change: CorrectionChange, note: Type.Optional(Text(500)) });
export type CorrectionIn = Static<typeof CorrectionIn>;

export const DraftState = Type.Union([Type.Literal('waiting'), Type.Literal('issued'), Type.Literal('rejected')]);

/** A requested correction. The issued correction has the same id. */
export const CorrectionDraftOut = Shape({
  id: Id,
  invoice: InvoiceReference,
  origin: Type.Union([Type.Literal('return'), Type.Literal('shopper'), Type.Literal('staff')]),
  change: CorrectionChange,
  note: Type.Optional(Type.String()),
  state: DraftState,
  createdAt: Instant,
  decidedAt: Type.Optional(Instant),
  decisionNote: Type.Optional(Type.String()),
});
export type CorrectionDraftOut = Static<typeof CorrectionDraftOut>;

const StatedLineOut = Shape({
  position: Type.Integer(),
  name: Type.String(),
  unit: Type.String(),
  before: Shape({ quantity: Type.String(), gross: AmountOut }),
  after: Shape({ quantity: Type.String(), gross: AmountOut }),
});

/** A draft with what the invoice states before and after; without `effect` the change no longer fits the invoice. */
export const CorrectionDraftDetail = Shape({
  ...CorrectionDraftOut.properties,
  effect: Type.Optional(
    Shape({
      buyer: Shape({ before: BuyerOut, after: BuyerOut }),
      lines: Type.Array(StatedLineOut),
      rates: Type.Array(RateTotalOut),
      totals: TotalsOut,
      due: AmountOut,
    }),
  ),
});
export type CorrectionDraftDetail = Static<typeof CorrectionDraftDetail>;

export const CorrectionQuery = Shape({
  state: Type.Optional(DraftState),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
});
export type CorrectionQuery = Static<typeof CorrectionQuery>;

export const DecisionIn = Shape({ note: Type.Optional(Text(500)) });
export const RejectionIn = Shape({ note: Text(500) });
