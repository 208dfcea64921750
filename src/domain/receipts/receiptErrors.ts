import type { Country } from '../countries/country.ts';
import { isInstant } from '../day.ts';
import { parseQuantity } from '../money/quantity.ts';
import type { Rate } from '../money/rate.ts';
import { divideHalfUp } from '../money/rounding.ts';
import type { BadField } from '../problem.ts';
import type { PushedLine, PushedReceipt } from './pushedReceipt.ts';

/** Possible errors of a receipt of the right shape; differing amounts are `{ expected, given }` in grosze. */
export const receiptErrorCodes = [
  'receipt.issued_at_invalid',
  'buyer.nip_invalid',
  'rate.repeated_letter',
  'rate.unknown_letter',
  'quantity.not_positive',
  'amount.too_large',
  'discount.exceeds',
  'line.gross_differs',
  'receipt.total_differs',
  'receipt.paid_differs',
] as const;
export type ReceiptErrorCode = (typeof receiptErrorCodes)[number];

/** 10 billion zł for a line: within the contract's bounds every sum of 5,000 lines is a safe integer. */
const maxPriceMinor = 1_000_000_000_000n;

/** Every error of a receipt except a receipt-level discount that exceeds its lines. Source: domain rules 17, 26. */
export function receiptErrors(
  pushed: PushedReceipt,
  rates: ReadonlyMap<string, Rate>,
  country: Pick<Country, 'taxId'>,
): BadField[] {
  return [
    ...headErrors(pushed, country),
    ...repeatedLetters(pushed.rates.map((row) => row.letter)),
    ...pushed.lines.flatMap((line, index) => lineErrors(line, `/lines/${index}`, rates)),
    ...(pushed.discounts ?? []).flatMap(({ rate }, index) => letterErrors(rate, `/discounts/${index}/rate`, rates)),
    ...(pushed.deposits ?? []).flatMap((deposit, index) => priceErrors(deposit, `/deposits/${index}`)),
    ...sumErrors(pushed),
  ];
}

/** A discount is larger than the amount it lowers. Both amounts in grosze. */
export function exceeds(pointer: string, expected: number, given: number): BadField {
  return bad('discount.exceeds', pointer, { expected, given });
}

function headErrors(pushed: PushedReceipt, { taxId }: Pick<Country, 'taxId'>): BadField[] {
  return [
    ...(isInstant(pushed.issuedAt) ? [] : [bad('receipt.issued_at_invalid', '/issuedAt')]),
    ...(pushed.buyerNip === undefined || taxId.isValid(pushed.buyerNip) ? [] : [bad('buyer.nip_invalid', '/buyerNip')]),
  ];
}

function repeatedLetters(letters: readonly string[]): BadField[] {
  return letters.flatMap((letter, index) =>
    letters.indexOf(letter) < index ? [bad('rate.repeated_letter', `/rates/${index}/letter`, { letter })] : [],
  );
}

function lineErrors(line: PushedLine, pointer: string, rates: ReadonlyMap<string, Rate>): BadField[] {
  return [
    ...letterErrors(line.rate, `${pointer}/rate`, rates),
    ...priceErrors(line, pointer),
    ...grossErrors(line, pointer),
  ];
}

function letterErrors(letter: string | undefined, pointer: string, rates: ReadonlyMap<string, Rate>): BadField[] {
  return letter === undefined || rates.has(letter) ? [] : [bad('rate.unknown_letter', pointer, { letter })];
}

function priceErrors(item: { quantity: string; unitPrice: number }, pointer: string): BadField[] {
  if (parseQuantity(item.quantity) === 0n) return [bad('quantity.not_positive', `${pointer}/quantity`)];
  return priceWithin(item) === undefined ? [bad('amount.too_large', `${pointer}/unitPrice`)] : [];
}

function grossErrors(line: PushedLine, pointer: string): BadField[] {
  const price = priceWithin(line);
  if (price === undefined) return [];
  const discount = line.discount ?? 0;
  if (discount > price) return [exceeds(`${pointer}/discount`, price, discount)];
  const expected = price - discount;
  return line.gross === expected
    ? []
    : [bad('line.gross_differs', `${pointer}/gross`, { expected, given: line.gross })];
}

function sumErrors(pushed: PushedReceipt): BadField[] {
  const discounts = total((pushed.discounts ?? []).map((discount) => discount.amount));
  const expected = total(pushed.lines.map((line) => line.gross)) - discounts;
  const deposits = (pushed.deposits ?? []).map(priceWithin);
  const due = deposits.includes(undefined) ? undefined : pushed.total + total(deposits.map((value) => value ?? 0));
  const paid = total(pushed.payments.map((payment) => payment.amount));
  return [
    // Below zero the discount itself is the error and is reported as such.
    ...(expected >= 0 && pushed.total !== expected
      ? [bad('receipt.total_differs', '/total', { expected, given: pushed.total })]
      : []),
    ...(due !== undefined && paid !== due
      ? [bad('receipt.paid_differs', '/payments', { expected: due, given: paid })]
      : []),
  ];
}

/** Unit price × quantity in grosze, or undefined above the limit, where the product may not be a safe integer. */
function priceWithin({ quantity, unitPrice }: { quantity: string; unitPrice: number }): number | undefined {
  const price = divideHalfUp(BigInt(unitPrice) * parseQuantity(quantity), 1_000_000n);
  return price > maxPriceMinor ? undefined : Number(price);
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((all, amount) => all + amount, 0);
}

function bad(code: ReceiptErrorCode, pointer: string, params?: Record<string, unknown>): BadField {
  return params ? { pointer, code, params } : { pointer, code };
}
