import type { Minor } from '../money/money.ts';
import type { Rate } from '../money/rate.ts';

/** Goods at their price: every discount, its share of receipt-level ones included, is already out of `gross`. */
export type PricedLine = {
  name: string;
  /** Exact decimal, up to 6 places: "0.326". */
  quantity: string;
  unit: string;
  unitPrice: Minor;
  discount: Minor;
  gross: Minor;
  /** Letter of the rate in the receipt's own table. */
  letter: string;
  rate: Rate;
};

/** A line as it can be invoiced, with what is left of it. */
export type ReceiptLine = PricedLine & { id: string; remainingQuantity: string; remainingGross: Minor };

/** Returnable packaging (kaucja): outside the VAT base. */
export type Deposit = { name: string; quantity: string; unitPrice: Minor };

/** What a shopper may choose from. Dates are chain-local ISO days. */
export type Receipt = {
  id: string;
  lines: ReceiptLine[];
  deposits: Deposit[];
  /** True once an invoice has carried the deposits. */
  depositsTaken: boolean;
  total: Minor;
  saleDate: string;
  buyerNip?: string;
};
