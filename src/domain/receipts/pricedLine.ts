import type { Minor } from '../money/money.ts';
import type { Rate } from '../money/rate.ts';

/** A quantity of goods with its money. `gross` is after all discounts, including the share of the receipt's discounts. */
export type PricedLine = {
  name: string;
  /** Exact decimal, up to 6 places: "0.326". */
  quantity: string;
  unit: string;
  unitPrice: Minor;
  /** Everything taken off the price: the line's own discount and its share of the receipt's discounts. */
  discount: Minor;
  /** The share of the receipt's discounts in `discount`. */
  receiptDiscount: Minor;
  gross: Minor;
  letter: string;
  rate: Rate;
  /** Goods of Annex 15 to the Polish VAT Act, for which payment is split on large invoices to companies. */
  annex15?: boolean;
};
