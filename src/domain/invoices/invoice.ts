import type { CountryCode } from '../countries/country.ts';
import type { Currency } from '../money/currency.ts';
import type { Minor } from '../money/money.ts';
import type { Payment } from '../receipts/payment.ts';
import type { Buyer } from './buyer.ts';
import type { CorrectionReason } from './correctionChange.ts';
import type { SelectionTotals, TakenLine } from './selection.ts';

/** A correction changes the content of an earlier invoice; the earlier invoice itself stays unchanged. */
export type InvoiceKind = 'invoice' | 'correction';

export type Seller = { name: string; nip: string; address: string };

/** Where a sale was registered; art. 106h(1) requires both numbers to be kept with the invoice. */
export type RegisteredSale = {
  receiptId: string;
  storeCode: string;
  storeName: string;
  storeAddress: string;
  tillUniqueNumber: string;
  documentNumber: string;
  receiptNumber?: string;
  saleDate: string;
  /** The invoice carries the deposits of this receipt. */
  withDeposits?: boolean;
};

/** What a line stated before a correction; `position` counts from 1 on the corrected invoice. */
export type LineBefore = { position: number; quantity: string; discount: Minor; gross: Minor };

/** A line of an invoice. On a correction its quantity and money are what holds afterwards. */
export type InvoiceLine = TakenLine & { before?: LineBefore };

/**
 * Which correction of its invoice it is, counted from 1, why it was issued, and number and day of the corrected invoice;
 * `buyerBefore` where the buyer's name or address changed.
 */
export type CorrectionNote = {
  no: number;
  reason: CorrectionReason;
  corrected: { number: string; issueDate: string };
  buyerBefore?: Buyer;
};

/**
 * The legal document as issued; never edited afterwards. Dates are ISO days in the chain's zone. Rates, totals and `due` of a
 * correction are differences, and `deposits` are those no longer charged.
 */
export type Invoice = Omit<SelectionTotals, 'lines'> & {
  lines: InvoiceLine[];
  id: string;
  kind: InvoiceKind;
  /** The invoice that this correction corrects. */
  correctsId?: string;
  /** Set on a correction. */
  correction?: CorrectionNote;
  number: string;
  series: string;
  issuedAt: string;
  issueDate: string;
  saleDate: string;
  /** The country whose law applied at issue. */
  country: CountryCode;
  currency: Currency;
  seller: Seller;
  buyer: Buyer;
  sales: RegisteredSale[];
  /** How `due` was paid at the till: the invoice's part of its receipts' payments, one a method. */
  payments: Payment[];
  /** Legal texts that apply, for example the basis of an exemption. */
  annotations: string[];
};
