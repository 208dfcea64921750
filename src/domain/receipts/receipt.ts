import type { Minor } from '../money/money.ts';
import type { PricedLine } from './pricedLine.ts';

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
