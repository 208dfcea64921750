import type { Minor } from './money.ts';
import type { Rate } from './rate.ts';
import type { Deposit } from './receipt.ts';

/** What the shopper asks for: part or all of one line. */
export type SelectedLine = { receiptId: string; lineId: string; quantity: string };

/** A taken part of a line with its exact share of the money. */
export type TakenLine = {
  receiptId: string;
  lineId: string;
  name: string;
  quantity: string;
  unit: string;
  unitPrice: Minor;
  discount: Minor;
  gross: Minor;
  letter: string;
  rate: Rate;
};

/** VAT summary of one rate; `vat = round(gross × rate ÷ (1 + rate))` once, on the sum. */
export type RateTotal = { rate: Rate; net: Minor; vat: Minor; gross: Minor };

export type Totals = { net: Minor; vat: Minor; gross: Minor };

/** The money of a selection: what the page shows live and what the issued invoice carries. */
export type SelectionTotals = {
  lines: TakenLine[];
  rates: RateTotal[];
  totals: Totals;
  deposits: Deposit[];
  /** `totals.gross` + deposits. */
  due: Minor;
};
