import type { BasisPoints } from './money.ts';

/** A VAT rate as the receipt's own table gives it. Exempt (zw) is not 0 %. */
export type Rate = { kind: 'percent'; bp: BasisPoints } | { kind: 'exempt' };

/** One row of the receipt's letter table. Source: cash-register regulation § 6(1)(5). */
export type RateLetter = { letter: string; rate: Rate };

/** A rate on the wire: 23, 5.5, or 'exempt'. */
export type Percent = number | 'exempt';

/** The one place that earns the brand. Throws RangeError for anything but a whole number from 0 to 10000. */
export function basisPoints(bp: number): BasisPoints {
  if (!Number.isInteger(bp) || bp < 0 || bp > 10_000) throw new RangeError(`not a rate in basis points: ${bp}`);
  return bp as BasisPoints;
}

/** 23 → 2300 bp, 5.5 → 550 bp. RangeError for more than two places or outside 0–100. */
export function rateFromPercent(percent: Percent): Rate {
  if (percent === 'exempt') return { kind: 'exempt' };
  const bp = Math.round(percent * 100);
  // 8.1 × 100 is 809.9999…: compare with the nearest double of the rounded value, not with the product.
  if (bp / 100 !== percent) throw new RangeError(`not a percentage with two places: ${percent}`);
  return { kind: 'percent', bp: basisPoints(bp) };
}

/** The wire form of a rate: 2300 bp → 23. */
export function percentOf(rate: Rate): Percent {
  return rate.kind === 'exempt' ? 'exempt' : rate.bp / 100;
}
