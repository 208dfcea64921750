import type { Country } from '../countries/country.ts';
import { isInstant } from '../day.ts';
import { type Minor, minor, sum } from '../money/money.ts';
import { formatQuantity, parseQuantity, priceOf } from '../money/quantity.ts';
import { type Rate, rateFromPercent } from '../money/rate.ts';
import { type Spread, spreadDiscounts } from '../money/spreadDiscounts.ts';
import type { BadField } from '../problem.ts';
import { differences } from './differences.ts';
import type { PricedLine } from './pricedLine.ts';
import type { PushedLine, PushedReceipt } from './pushedReceipt.ts';
import { exceeds, receiptErrors } from './receiptErrors.ts';

/**
 * A line ready for storage: `discount` includes its share of receipt-level discounts, and `gross` is after all discounts.
 */
export type CheckedLine = PricedLine & { gtin?: string };

export type CheckedReceipt =
  | { ok: true; lines: CheckedLine[]; depositsTotal: Minor }
  | { ok: false; errors: BadField[] };

/**
 * Checks a receipt's arithmetic to the grosz and returns every error at once (codes: receiptErrors.ts).
 * Line gross = round(unit price × quantity, half up) − discount; total = Σ gross − Σ receipt-level discounts;
 * paid = total + deposits. Source: domain rules 15, 17, 26.
 */
export function checkReceipt(pushed: PushedReceipt, country: Pick<Country, 'taxId'>): CheckedReceipt {
  const rates = new Map(pushed.rates.map(({ letter, percent }) => [letter, rateFromPercent(percent)]));
  const spread = spreadOver(pushed, [...rates.keys()]);
  const errors = [...receiptErrors(pushed, rates, country), ...exceedingDiscounts(pushed, spread)];
  if (errors.length > 0) return { ok: false, errors };

  const lines = pushed.lines.map((line, index) => checkedLine(line, rates, spread.shares[index] ?? minor(0)));
  const deposits = pushed.deposits ?? [];
  return { ok: true, lines, depositsTotal: sum(deposits.map((d) => priceOf(minor(d.unitPrice), d.quantity))) };
}

/**
 * JSON pointers of the fields that differ between two receipts. Two spellings of one quantity or instant are the same,
 * and so are an absent discount or list and a zero or empty one. Lists of different lengths are one difference.
 * RangeError for a malformed quantity.
 */
export function differingFields(a: PushedReceipt, b: PushedReceipt): string[] {
  return differences(oneSpelling(a), oneSpelling(b));
}

function spreadOver(pushed: PushedReceipt, letters: readonly string[]): Spread {
  return spreadDiscounts(
    pushed.lines.map((line) => ({ letter: line.rate, gross: minor(line.gross) })),
    letters,
    (pushed.discounts ?? []).map(({ amount, rate }) =>
      rate === undefined ? { amount: minor(amount) } : { amount: minor(amount), letter: rate },
    ),
  );
}

function exceedingDiscounts(pushed: PushedReceipt, spread: Spread): BadField[] {
  return spread.exceeding.flatMap(({ index, available }) => {
    const { rate, amount } = pushed.discounts?.[index] ?? { amount: 0 };
    // A discount on an unknown letter lowers nothing; the unknown letter is reported instead.
    if (rate !== undefined && !pushed.rates.some((row) => row.letter === rate)) return [];
    return [exceeds(`/discounts/${index}/amount`, available, amount)];
  });
}

function checkedLine(line: PushedLine, rates: ReadonlyMap<string, Rate>, share: Minor): CheckedLine {
  const rate = rates.get(line.rate);
  if (!rate) throw new Error(`letter ${line.rate} was not checked`);
  return {
    name: line.name,
    ...(line.gtin === undefined ? {} : { gtin: line.gtin }),
    quantity: formatQuantity(parseQuantity(line.quantity)),
    unit: line.unit,
    unitPrice: minor(line.unitPrice),
    discount: minor((line.discount ?? 0) + share),
    receiptDiscount: share,
    gross: minor(line.gross - share),
    letter: line.rate,
    rate,
    ...(line.annex15 ? { annex15: true } : {}),
  };
}

function oneSpelling(receipt: PushedReceipt): object {
  return {
    ...receipt,
    issuedAt: isInstant(receipt.issuedAt) ? new Date(receipt.issuedAt).toISOString() : receipt.issuedAt,
    lines: receipt.lines.map((line) => ({ ...withOneQuantity(line), discount: line.discount ?? 0 })),
    discounts: receipt.discounts ?? [],
    deposits: (receipt.deposits ?? []).map(withOneQuantity),
  };
}

function withOneQuantity<T extends { quantity: string }>(item: T): T {
  return { ...item, quantity: formatQuantity(parseQuantity(item.quantity)) };
}
