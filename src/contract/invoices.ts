import { type Static, Type } from 'typebox';
import { ksefModes, ksefStates } from '../domain/invoices/ksefState.ts';
import { paymentMethods } from '../domain/receipts/payment.ts';
import { AmountOut, Day, Email, Id, Instant, Nip, Percent, Quantity, Shape, Text } from './common.ts';
import { DepositOut, RateOut } from './receipts.ts';

const PersonIn = Shape({
  kind: Type.Literal('person'),
  name: Text(150),
  address: Type.Optional(Text(200)),
  email: Type.Optional(Email),
});
const CompanyIn = Shape({ kind: Type.Literal('company'), nip: Nip, name: Text(256), address: Text(200) });

/** `kind` selects the variant, so that errors name the fields of the intended one. */
export const BuyerIn = Type.Unsafe<Static<typeof PersonIn> | Static<typeof CompanyIn>>({
  type: 'object',
  required: ['kind'],
  discriminator: { propertyName: 'kind' },
  oneOf: [PersonIn, CompanyIn],
});
export type BuyerIn = Static<typeof BuyerIn>;

export const SelectedLineIn = Shape({ receiptId: Id, lineId: Id, quantity: Quantity });
const Lines = Type.Array(SelectedLineIn, { minItems: 1, maxItems: 5000 });

export const PreviewIn = Shape({ lines: Lines, buyer: Type.Optional(BuyerIn) });
export type PreviewIn = Static<typeof PreviewIn>;

export const IssueIn = Shape({ lines: Lines, buyer: BuyerIn });
export type IssueIn = Static<typeof IssueIn>;

export const InvoiceLineOut = Shape({
  receiptId: Id,
  lineId: Id,
  name: Type.String(),
  quantity: Type.String(),
  unit: Type.String(),
  unitPrice: AmountOut,
  discount: AmountOut,
  /** The share of the receipt's discounts in `discount`. */
  receiptDiscount: AmountOut,
  gross: AmountOut,
  rate: RateOut,
  /** On a correction: what the line stated before, and what it states now. `position` counts on the corrected invoice. */
  before: Type.Optional(
    Shape({ position: Type.Integer(), quantity: Type.String(), discount: AmountOut, gross: AmountOut }),
  ),
  after: Type.Optional(Shape({ quantity: Type.String(), discount: AmountOut, gross: AmountOut })),
});
export const RateTotalOut = Shape({ percent: Percent, net: AmountOut, vat: AmountOut, gross: AmountOut });
export const TotalsOut = Shape({ net: AmountOut, vat: AmountOut, gross: AmountOut });

/** Ways to pay are a closed list: a till's own words may name a bank. */
export const PaymentOut = Shape({
  method: Type.Enum([...paymentMethods]),
  amount: AmountOut,
});

export const PreviewOut = Shape({
  lines: Type.Array(InvoiceLineOut),
  rates: Type.Array(RateTotalOut),
  totals: TotalsOut,
  deposits: Type.Array(DepositOut),
  due: AmountOut,
});
export type PreviewOut = Static<typeof PreviewOut>;

export const DeliveryOut = Shape({
  id: Id,
  /** `accountant_mail` is seen by the shopper only. */
  kind: Type.Union([Type.Literal('shopper_mail'), Type.Literal('chain_mail'), Type.Literal('accountant_mail')]),
  to: Type.String(),
  document: Type.Enum(['pdf', 'confirmation'], { description: 'The document that is sent' }),
  state: Type.Union([Type.Literal('queued'), Type.Literal('sent'), Type.Literal('retrying'), Type.Literal('failed')]),
  attempts: Type.Integer(),
  createdAt: Instant,
  sentAt: Type.Optional(Instant),
});
export type DeliveryOut = Static<typeof DeliveryOut>;

export const CorrectionReason = Type.Union([
  Type.Literal('goods_returned'),
  Type.Literal('buyer_changed'),
  Type.Literal('to_zero'),
]);

/** Another document of the same sale. */
export const InvoiceReference = Shape({ id: Id, number: Type.String() });

export const InvoiceKind = Type.Union([Type.Literal('invoice'), Type.Literal('correction')]);

export const DocumentLayout = Type.Union([Type.Literal('issued'), Type.Literal('in_force'), Type.Literal('platform')]);

export const DocumentOut = Shape({
  state: Type.Union([Type.Literal('queued'), Type.Literal('ready'), Type.Literal('failed')]),
  sha256: Type.Optional(Type.String()),
  /** Other than `issued` when the invoice's own layout could not print it. */
  layout: Type.Optional(DocumentLayout),
});

/** The FA(3) file for KSeF. */
export const XmlOut = Shape({ state: DocumentOut.properties.state, sha256: DocumentOut.properties.sha256 });

export const BuyerOut = Shape({
  kind: Type.Union([Type.Literal('person'), Type.Literal('company')]),
  name: Type.String(),
  nip: Type.Optional(Type.String()),
  address: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
});

export const SaleOut = Shape({
  receiptId: Id,
  store: Shape({ code: Type.String(), name: Type.String(), address: Type.String() }),
  tillUniqueNumber: Type.String(),
  documentNumber: Type.String(),
  receiptNumber: Type.Optional(Type.String()),
  saleDate: Day,
});

/** `late`: KSeF has not decided, and the last day for handing over has passed. `reason` says why an attempt failed, or why KSeF refused. */
const KsefStateOut = Shape({
  state: Type.Enum([...ksefStates]),
  /** `offline24` and `outage`: handed over after its day, or after KSeF did not answer. */
  mode: Type.Enum([...ksefModes]),
  number: Type.Optional(Type.String({ description: '35 characters' })),
  acquiredAt: Type.Optional(Instant),
  reason: Type.Optional(Type.String()),
});
export type KsefStateOut = Static<typeof KsefStateOut>;

export const InvoiceOut = Shape({
  id: Id,
  number: Type.String(),
  status: Type.Literal('issued'),
  kind: InvoiceKind,
  issuedAt: Instant,
  issueDate: Day,
  saleDate: Day,
  currency: Type.String(),
  seller: Shape({ name: Type.String(), nip: Type.String(), address: Type.String() }),
  buyer: BuyerOut,
  sales: Type.Array(SaleOut),
  lines: Type.Array(InvoiceLineOut),
  rates: Type.Array(RateTotalOut),
  totals: TotalsOut,
  deposits: Type.Array(DepositOut),
  due: AmountOut,
  /** How `due` was paid at the till: the invoice's part of its receipts' payments. */
  payments: Type.Array(PaymentOut),
  annotations: Type.Array(Type.String()),
  /** On a correction: the corrected invoice, the reason, and the buyer before where the buyer changed. */
  corrects: Type.Optional(InvoiceReference),
  reason: Type.Optional(CorrectionReason),
  buyerBefore: Type.Optional(BuyerOut),
  /** On an invoice: its corrections, oldest first. */
  corrections: Type.Optional(Type.Array(InvoiceReference)),
  document: DocumentOut,
  /** What a company has until KSeF has numbered the invoice. Unset for an invoice that the chain does not send to KSeF. */
  confirmation: Type.Optional(DocumentOut),
  /** Unset for an invoice that does not go to KSeF. */
  xml: Type.Optional(XmlOut),
  /** KSeF's receipt. Unset for an invoice that the chain does not send to KSeF. */
  upo: Type.Optional(XmlOut),
  /** Unset for an invoice that the chain does not send to KSeF. */
  ksef: Type.Optional(KsefStateOut),
  deliveries: Type.Array(DeliveryOut),
});
export type InvoiceOut = Static<typeof InvoiceOut>;

/** A row of a list, with the few facts that people look for. */
export const InvoiceRow = Shape({
  id: Id,
  number: Type.String(),
  kind: InvoiceKind,
  issuedAt: Instant,
  issueDate: Day,
  saleDate: Day,
  buyer: Shape({ kind: BuyerOut.properties.kind, name: Type.String(), nip: Type.Optional(Type.String()) }),
  store: Shape({ code: Type.String(), name: Type.String() }),
  gross: AmountOut,
  due: AmountOut,
  currency: Type.String(),
  document: DocumentOut,
});
export type InvoiceRow = Static<typeof InvoiceRow>;

/**
 * `q` is matched as a number, a day, a NIP, a receipt code, a store, an amount ("38,97") and a buyer's name; a shopper's also
 * as a product's name.
 */
export const InvoiceQuery = Shape({
  q: Type.Optional(Type.String({ maxLength: 100 })),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  store: Type.Optional(Type.String({ maxLength: 20 })),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.String({ pattern: '^([1-9][0-9]?|100)$' })),
});
export type InvoiceQuery = Static<typeof InvoiceQuery>;

export const SendAgainIn = Shape({
  kind: Type.Optional(Type.Union([Type.Literal('shopper_mail'), Type.Literal('chain_mail')])),
});
export type SendAgainIn = Static<typeof SendAgainIn>;
