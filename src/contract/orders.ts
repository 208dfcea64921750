import { type Static, Type } from 'typebox';
import { mostMailedLines } from '../domain/invoices/mailedOrder.ts';
import { AmountOut, Id, Shape } from './common.ts';
import { BuyerIn, BuyerOut, DocumentOut, PreviewOut, SaleOut, SelectedLineIn } from './invoices.ts';

/** What the button in a mail issues, under the idempotency key that the device itself would use. */
export const MailedOrderIn = Shape({
  lines: Type.Array(SelectedLineIn, { minItems: 1, maxItems: mostMailedLines }),
  buyer: BuyerIn,
  idempotencyKey: Type.String({ pattern: '^[\\x21-\\x7e]{1,255}$' }),
});
export type MailedOrderIn = Static<typeof MailedOrderIn>;

export const OrderToken = Shape({ token: Type.String({ maxLength: 100 }) });

const IssuedInvoice = Shape({ id: Id, number: Type.String() });

/** What the link in a mail is about: all that will be issued, or the invoice that was. */
export const OrderLookedAt = Type.Union([
  Shape({
    state: Type.Literal('open'),
    email: Type.String(),
    buyer: BuyerOut,
    sales: Type.Array(Shape({ store: SaleOut.properties.store, saleDate: SaleOut.properties.saleDate })),
    totals: PreviewOut,
  }),
  Shape({ state: Type.Literal('issued'), email: Type.String(), invoice: IssuedInvoice }),
]);
export type OrderLookedAt = Static<typeof OrderLookedAt>;

/** `signedIn` is false when the link was used before on another device: the invoice is the same, and its owner signs in herself. */
export const OrderPressed = Shape({ invoice: IssuedInvoice, signedIn: Type.Boolean() });
export type OrderPressed = Static<typeof OrderPressed>;

/** What the waiting device learns; of the invoice no more than it chose itself, its number and its document. */
export const OrderWatched = Shape({
  state: Type.Union([Type.Literal('waiting'), Type.Literal('issued'), Type.Literal('ended')]),
  invoice: Type.Optional(Shape({ ...IssuedInvoice.properties, due: AmountOut, document: DocumentOut })),
});
export type OrderWatched = Static<typeof OrderWatched>;
