import { type Static, Type } from 'typebox';
import { AmountOut, Day, Id, Shape } from '../common.ts';

/** `waiting`: KSeF has not decided. `stopped`: KSeF refused, or all attempts failed. */
export const KsefQueue = Type.Enum(['waiting', 'stopped']);
export type KsefQueue = Static<typeof KsefQueue>;

export const KsefSubmissionQuery = Shape({
  queue: KsefQueue,
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
});
export type KsefSubmissionQuery = Static<typeof KsefSubmissionQuery>;

/** An invoice that has no number in KSeF yet. */
export const KsefSubmissionRow = Shape({
  invoice: Shape({ id: Id, number: Type.String(), issueDate: Day, gross: AmountOut, currency: Type.String() }),
  buyer: Type.String(),
  state: Type.Enum(['waiting', 'rejected', 'failed'], { description: 'failed: can be sent again' }),
  attempts: Type.Integer({ minimum: 0 }),
  reason: Type.Optional(Type.String({ description: 'KSeF’s words, or why the last attempt failed' })),
});
export type KsefSubmissionRow = Static<typeof KsefSubmissionRow>;
