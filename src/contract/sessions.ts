import { type Static, Type } from 'typebox';
import { rights } from '../domain/rights.ts';
import { Email, Id, Language, Shape } from './common.ts';
import { BuyerOut } from './invoices.ts';
import { MailedOrderIn } from './orders.ts';

export const RequestCode = Shape({
  email: Email,
  language: Type.Optional(Language),
  /** With it the mail carries a button that signs in and issues this invoice. */
  order: Type.Optional(MailedOrderIn),
});
export const CodeRequested = Shape({
  resendAfterSeconds: Type.Integer(),
  expiresAfterSeconds: Type.Integer(),
  /** What this device waits for: `GET /orders/{id}` tells when the button was pressed. */
  order: Type.Optional(Shape({ id: Id })),
});
export type CodeRequested = Static<typeof CodeRequested>;
export const SignIn = Shape({ email: Email, code: Type.String({ pattern: '^[0-9]{6}$' }) });

/** The rights of the signed-in person; screens hide everything else. */
const Rights = Type.Array(Type.Enum([...rights]));

/** A buyer that the shopper used before, on this chain. */
export const SavedBuyer = Shape({ id: Id, ...BuyerOut.properties });
/** `name` is what she wants to be called on invoices. */
export const Me = Shape({
  email: Type.String(),
  name: Type.Optional(Type.String()),
  rights: Rights,
  buyers: Type.Array(SavedBuyer),
});
export type Me = Static<typeof Me>;
export type SavedBuyer = Static<typeof SavedBuyer>;

export const OfficeSignIn = Shape({ email: Email, password: Type.String({ minLength: 1, maxLength: 256 }) });
export const SetPassword = Shape({
  token: Type.String({ minLength: 20, maxLength: 200 }),
  password: Type.String({ minLength: 15, maxLength: 256 }),
});
export const OfficeMe = Shape({
  email: Type.String(),
  role: Type.Union([Type.Literal('staff'), Type.Literal('admin'), Type.Literal('operator')]),
  rights: Rights,
  /** A store-bound member sees this store only. */
  store: Type.Optional(Shape({ code: Type.String(), name: Type.String() })),
});
export type OfficeMe = Static<typeof OfficeMe>;

export const StoreOut = Shape({ code: Type.String(), name: Type.String(), address: Type.String() });
export type StoreOut = Static<typeof StoreOut>;
