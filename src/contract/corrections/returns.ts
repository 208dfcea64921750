import { type Static, Type } from 'typebox';
import { Amount, Id, Quantity, Shape, Text } from '../common.ts';

/** A returned line: `lineId` as `find` and the invoice name it, or `position` on the receipt, from 1. */
const ReturnLineIn = Shape({
  lineId: Type.Optional(Id),
  position: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
  quantity: Quantity,
  /** What the till paid back for this part, in grosze; without it the line's share is computed. */
  gross: Type.Optional(Amount),
});

/** Goods that a till took back. `externalId` is the till's own number of the return and makes a repeat harmless. */
export const ReturnIn = Shape({
  externalId: Text(100),
  returnedAt: Type.String({ format: 'date-time', maxLength: 40, description: 'RFC 3339 with offset' }),
  lines: Type.Array(ReturnLineIn, { minItems: 1, maxItems: 5000 }),
});
export type ReturnIn = Static<typeof ReturnIn>;

/** `recorded`: less is left to invoice. `correction_drafted`: what was invoiced already is put right by these corrections. */
export const ReturnAccepted = Shape({
  id: Id,
  state: Type.Union([Type.Literal('recorded'), Type.Literal('correction_drafted')]),
  correctionId: Type.Optional(Id),
  correctionIds: Type.Optional(Type.Array(Id)),
});
export type ReturnAccepted = Static<typeof ReturnAccepted>;
