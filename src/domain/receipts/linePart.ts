import type { Country } from '../countries/country.ts';
import { type Minor, minor } from '../money/money.ts';
import { parseQuantity } from '../money/quantity.ts';
import { divideHalfUp } from '../money/rounding.ts';
import type { ReceiptLine } from './receipt.ts';

type Measured = Pick<ReceiptLine, 'quantity' | 'unit'>;
type Units = Pick<Country, 'isPieceUnit'>;
type Priced = Measured & { gross: number; remainingQuantity: string; remainingGross: number };

export type PartRefusal =
  | { code: 'line.free' | 'line.pieces_only' | 'line.part_too_small' }
  | { code: 'line.too_many_places'; places: number };

const quantityPlaces = 6;
// A shop's scale weighs to the gram, and its tape measures to the millimetre.
const measurePlaces = 3;

/**
 * Whether anything of the line can be invoiced. An amount of 0.00 zł never appears on an invoice, so it does not count.
 */
export function isOpen(line: { remainingGross: number }): boolean {
  return line.remainingGross > 0;
}

/** The quantity of a line that is left to invoice, in its one spelling; "0" when the remainder costs nothing. */
export function leftOf(line: { remainingQuantity: string; remainingGross: number }): string {
  return isOpen(line) ? line.remainingQuantity : '0';
}

/**
 * Decimal places allowed in a part of this line: none for pieces, 3 for measures, more when the receipt's own quantity
 * has more.
 */
export function placesOf(line: Measured, country: Units): number {
  const [, own = ''] = line.quantity.replace(/(\.\d*?)0+$/, '$1').split('.');
  return Math.max(own.length, country.isPieceUnit(line.unit) ? 0 : measurePlaces);
}

/**
 * `round(remaining gross × taken ÷ remaining quantity)`; `micro` is in millionths. The last part gets the exact
 * remainder.
 */
export function grossOfPart(line: { remainingQuantity: string; remainingGross: number }, micro: bigint): Minor {
  return minor(divideHalfUp(BigInt(line.remainingGross) * micro, parseQuantity(line.remainingQuantity)));
}

/** What of a part's discount comes from the receipt's discounts: the same proportion as on the line, rounded half up. */
export function receiptDiscountOf(line: Pick<ReceiptLine, 'discount' | 'receiptDiscount'>, discount: Minor): Minor {
  if (line.discount === 0) return minor(0);
  return minor(divideHalfUp(BigInt(discount) * BigInt(line.receiptDiscount), BigInt(line.discount)));
}

/**
 * Why a part of a line, more than zero and at most what is left, may not be invoiced; undefined when it may. Everything
 * that is left may always be taken. Neither a part nor its remainder may cost 0.00 zł.
 */
export function partRefusal(line: Priced, micro: bigint, country: Units): PartRefusal | undefined {
  if (!isOpen(line)) return { code: 'line.free' };
  if (micro === parseQuantity(line.remainingQuantity)) return undefined;
  const places = placesOf(line, country);
  if (micro % 10n ** BigInt(quantityPlaces - places) !== 0n)
    return places === 0 ? { code: 'line.pieces_only' } : { code: 'line.too_many_places', places };
  const gross = grossOfPart(line, micro);
  return gross === 0 || gross === line.remainingGross ? { code: 'line.part_too_small' } : undefined;
}
