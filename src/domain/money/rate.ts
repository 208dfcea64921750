import type { BasisPoints } from './money.ts';

/**
 * Kinds of rates without tax on the line, in the order of a VAT summary: goods sent to another EU country, exports
 * (both taxed at zero), exempt (which is not 0 %), reverse charge, and sales outside the country's VAT; of the last,
 * services to businesses in other EU countries are reported separately. Source: FA(3) `P_12`.
 */
export const untaxedKinds = [
  'intra_community',
  'export',
  'exempt',
  'reverse_charge',
  'outside_scope',
  'outside_scope_eu_service',
] as const;
export type UntaxedKind = (typeof untaxedKinds)[number];

/** A VAT rate: a percentage, including 0 %, or the kind of a sale without tax. */
export type Rate = { kind: 'percent'; basisPoints: BasisPoints } | { kind: UntaxedKind };

/** One row of the receipt's letter table. Source: cash-register regulation § 6(1)(5). */
export type RateLetter = { letter: string; rate: Rate };

/** A rate in JSON: 23, 5.5, or 'exempt'. */
export type Percent = number | 'exempt';

/** The only cast to the branded type. Throws RangeError for anything but a whole number from 0 to 10000. */
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
  return { kind: 'percent', basisPoints: basisPoints(bp) };
}

/**
 * The JSON form of a rate: 2300 bp → 23. RangeError for a kind that no receipt carries: the HTTP contract has no value
 * for this kind, and 0 would be another rate.
 */
export function percentOf(rate: Rate): Percent {
  if (rate.kind === 'percent') return rate.basisPoints / 100;
  if (rate.kind === 'exempt') return 'exempt';
  throw new RangeError(`no percentage for ${rate.kind}`);
}

/** Whether two rates share a row of the VAT summary. */
export function isSameRate(a: Rate, b: Rate): boolean {
  return compareRates(a, b) === 0;
}

/** Orders rates as in a VAT summary: percentages from the highest down, then the kinds without tax. */
export function compareRates(a: Rate, b: Rate): number {
  return rankOf(b) - rankOf(a);
}

function rankOf(rate: Rate): number {
  return rate.kind === 'percent' ? rate.basisPoints : -1 - untaxedKinds.indexOf(rate.kind);
}
