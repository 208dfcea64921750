import type { FoundLine } from '../../../../src/contract/receipts.ts';

/** What of an invoice's line is needed here; amounts in grosze. */
type Part = { gross: number; receiptDiscount: number };

/** A line's amounts in grosze as the paper prints them: `price` less the line's own discount is `result`. */
export type PrintedLine = { price: number; discount: number; result: number };

/** The receipt's discounts are printed under the lines, so a line does not show its share of them. */
export function printedLine({ gross, discount, receiptDiscount }: FoundLine): PrintedLine {
  const own = discount - receiptDiscount;
  const result = gross + receiptDiscount;
  return { price: result + own, discount: own, result };
}

/** What a taken part costs before its share of the receipt's discounts. */
export function printedPart({ gross, receiptDiscount }: Part): number {
  return gross + receiptDiscount;
}

/** The taken parts before the receipts' discounts, and their share of these discounts. */
export function partsOf({ lines }: { lines: readonly Part[] }): { goods: number; receiptDiscounts: number } {
  return {
    goods: lines.reduce((all, line) => all + printedPart(line), 0),
    receiptDiscounts: lines.reduce((all, line) => all + line.receiptDiscount, 0),
  };
}
