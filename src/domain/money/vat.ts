import type { RateTotal, Totals } from '../invoices/selection.ts';
import { type BasisPoints, type Minor, minor, sum } from './money.ts';
import type { Rate } from './rate.ts';
import { divideHalfUp } from './rounding.ts';

const wholeBp = 10_000n;

/**
 * VAT contained in a gross amount; half a grosz goes away from zero. 12300 at 2300 bp holds 2300.
 * Source: art. 106e(7), (11).
 */
export function vatInGross(gross: Minor, bp: BasisPoints): Minor {
  const rate = BigInt(bp);
  return minor(divideHalfUp(BigInt(gross) * rate, wholeBp + rate));
}

/**
 * The VAT summary: one row a rate, highest first and exempt last, VAT computed once on the row's gross sum.
 * Never a sum of per-line VAT. Source: art. 106e(7).
 */
export function rateTotals(lines: readonly { gross: Minor; rate: Rate }[]): { rates: RateTotal[]; totals: Totals } {
  const grossByRate = new Map<number, { rate: Rate; gross: Minor }>();
  for (const { gross, rate } of lines) {
    const key = rank(rate);
    const before = grossByRate.get(key)?.gross ?? minor(0);
    grossByRate.set(key, { rate, gross: minor(before + gross) });
  }
  const rates = [...grossByRate.entries()].sort(([a], [b]) => b - a).map(([, row]) => rateTotal(row.rate, row.gross));
  return { rates, totals: addUp(rates) };
}

/** Orders rates, and tells them apart: exempt is below 0 %. */
function rank(rate: Rate): number {
  return rate.kind === 'exempt' ? -1 : rate.bp;
}

function rateTotal(rate: Rate, gross: Minor): RateTotal {
  const vat = rate.kind === 'exempt' ? minor(0) : vatInGross(gross, rate.bp);
  return { rate, net: minor(gross - vat), vat, gross };
}

function addUp(rates: readonly RateTotal[]): Totals {
  return {
    net: sum(rates.map((row) => row.net)),
    vat: sum(rates.map((row) => row.vat)),
    gross: sum(rates.map((row) => row.gross)),
  };
}
