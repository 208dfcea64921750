import { type Static, Type } from 'typebox';
import { Amount, AmountOut, Day, Id, Instant, Nip, Percent, Quantity, Shape, Text } from './common.ts';
import { contractCountry } from './country.ts';

const Letter = Type.String({ pattern: '^[A-Z]$' });

export const ReceiptIn = Shape({
  externalId: Type.Optional(Text(64)),
  store: Shape({
    code: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,19}$' }),
    name: Type.Optional(Text(120)),
    address: Type.Optional(Text(200)),
  }),
  till: Shape({
    // Current registers have three letters and ten digits; older ones and those of other countries differ.
    uniqueNumber: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9/-]{0,19}$' }),
    number: Type.Optional(Text(20)),
  }),
  documentNumber: Text(40),
  receiptNumber: Type.Optional(Text(40)),
  issuedAt: Type.String({ format: 'date-time', maxLength: 40, description: 'RFC 3339 with offset' }),
  currency: Type.Literal(contractCountry.currency),
  buyerNip: Type.Optional(Nip),
  rates: Type.Array(Shape({ letter: Letter, percent: Percent }), { minItems: 1, maxItems: 7 }),
  lines: Type.Array(
    Shape({
      name: Text(256),
      gtin: Type.Optional(Type.String({ pattern: '^[0-9]{8,14}$' })),
      quantity: Quantity,
      unit: Text(12),
      unitPrice: Amount,
      discount: Type.Optional(Amount),
      gross: Amount,
      rate: Letter,
      annex15: Type.Optional(Type.Boolean({ description: 'Goods of Annex 15 to the Polish VAT Act (split payment)' })),
    }),
    { minItems: 1, maxItems: 5000 },
  ),
  discounts: Type.Optional(
    Type.Array(Shape({ name: Text(120), amount: Amount, rate: Type.Optional(Letter) }), { maxItems: 100 }),
  ),
  deposits: Type.Optional(
    Type.Array(Shape({ name: Text(120), quantity: Quantity, unitPrice: Amount }), { maxItems: 200 }),
  ),
  payments: Type.Array(Shape({ method: Text(40), amount: Amount }), { minItems: 1, maxItems: 50 }),
  total: Amount,
  code: Type.Optional(
    Type.String({ pattern: '^[0-9A-Za-z-]{8,40}$', description: "The chain's own printed code; unset: one is made" }),
  ),
});
export type ReceiptIn = Static<typeof ReceiptIn>;

export const ReceiptAccepted = Shape({ id: Id, code: Type.String(), url: Type.String() });
export type ReceiptAccepted = Static<typeof ReceiptAccepted>;

export const FindReceipt = Shape({
  code: Type.String({ minLength: 1, maxLength: 300, description: 'Typed code, scanned QR link or legacy barcode' }),
  total: Type.Optional(Amount),
  date: Type.Optional(Day),
});
export type FindReceipt = Static<typeof FindReceipt>;

export const RateOut = Shape({ letter: Type.String(), percent: Percent });
export const DepositOut = Shape({ name: Type.String(), quantity: Type.String(), unitPrice: AmountOut });
export const FoundLine = Shape({
  id: Id,
  name: Type.String(),
  quantity: Type.String(),
  remainingQuantity: Type.String(),
  unit: Type.String(),
  unitPrice: AmountOut,
  discount: AmountOut,
  /** The share of the receipt's discounts in `discount`. */
  receiptDiscount: AmountOut,
  gross: AmountOut,
  remainingGross: AmountOut,
  rate: RateOut,
});
/** For each kind of buyer: whether an invoice is possible, and if not, why (a Problem code). */
export const Eligibility = Shape({
  buyer: Type.Union([Type.Literal('person'), Type.Literal('company')]),
  allowed: Type.Boolean(),
  reason: Type.Optional(Type.String()),
});
export const FoundReceipt = Shape({
  id: Id,
  code: Type.String(),
  store: Shape({ code: Type.String(), name: Type.String(), address: Type.String() }),
  issuedAt: Instant,
  saleDate: Day,
  total: AmountOut,
  currency: Type.String(),
  buyerNip: Type.Optional(Type.String()),
  deadline: Day,
  eligibility: Type.Array(Eligibility),
  /** Whether part of the receipt may be chosen, or only all of it. */
  selection: Type.Union([Type.Literal('lines'), Type.Literal('whole')]),
  lines: Type.Array(FoundLine),
  deposits: Type.Array(DepositOut),
  depositsTaken: Type.Boolean(),
  /** Discounts on the whole receipt or on one VAT letter, as printed; each line has its share of them. */
  discounts: Type.Array(Shape({ name: Type.String(), amount: AmountOut, letter: Type.Optional(Type.String()) })),
  /** The caller's own invoices of this receipt, when she is signed in and has any; nobody else's are named. */
  ownInvoices: Type.Optional(Type.Array(Shape({ id: Id, number: Type.String() }))),
});
export type FoundReceipt = Static<typeof FoundReceipt>;
export type FoundLine = Static<typeof FoundLine>;
export type Eligibility = Static<typeof Eligibility>;
