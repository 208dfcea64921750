import type { Minor } from '../money/money.ts';
import type { PricedLine } from './pricedLine.ts';

/** A line that can be invoiced, with its remaining quantity and amount. */
export type ReceiptLine = PricedLine & { id: string; remainingQuantity: string; remainingGross: Minor };

/** Returnable packaging (kaucja): not part of the VAT base. */
export type Deposit = { name: string; quantity: string; unitPrice: Minor };

/** A receipt to select from. Dates are ISO days in the chain's zone. */
export type Receipt = {
  id: string;
  lines: ReceiptLine[];
  deposits: Deposit[];
  /** True once an invoice has included the deposits. */
  depositsTaken: boolean;
  total: Minor;
  saleDate: string;
  buyerNip?: string;
};
