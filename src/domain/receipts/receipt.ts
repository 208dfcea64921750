import type { Minor } from '../money/money.ts';
import type { Payment } from './payment.ts';
import type { PricedLine } from './pricedLine.ts';

/** A line that can be invoiced, with its remaining quantity and amount. */
export type ReceiptLine = PricedLine & { id: string; remainingQuantity: string; remainingGross: Minor };

/** A discount on the whole receipt, or on the lines of one VAT letter, as the till printed it. */
export type ReceiptDiscount = { name: string; amount: Minor; letter?: string };

/** Returnable packaging (kaucja): not part of the VAT base. */
export type Deposit = { name: string; quantity: string; unitPrice: Minor };

/** A receipt to select from. Dates are ISO days in the chain's zone. */
export type Receipt = {
  id: string;
  lines: ReceiptLine[];
  deposits: Deposit[];
  /** True once an invoice has included the deposits. */
  depositsTaken: boolean;
  /** How the receipt was paid, in its own order: `total` and the deposits together. */
  payments: Payment[];
  total: Minor;
  saleDate: string;
  buyerNip?: string;
};
