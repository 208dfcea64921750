import { type BasisPoints, type Minor, minor, sum } from './money.ts';
import { compareRates, isSameRate, type Rate } from './rate.ts';
import { divideHalfUp } from './rounding.ts';

/** VAT summary of one rate; `vat = round(gross × rate ÷ (1 + rate))` once, on the sum. */
export type RateTotal = { rate: Rate; net: Minor; vat: Minor; gross: Minor };

export type Totals = { net: Minor; vat: Minor; gross: Minor };

const wholeBp = 10_000n;

/**
 * VAT contained in a gross amount; half a grosz rounds away from zero. 12300 at 2300 bp contains 2300.
 * Source: art. 106e(7), (11).
 */
export function vatInGross(gross: Minor, bp: BasisPoints): Minor {
  const rate = BigInt(bp);
  return minor(divideHalfUp(BigInt(gross) * rate, wholeBp + rate));
}

/**
 * The VAT summary: one row for each rate, percentages from the highest down, then rates without tax. VAT is computed
 * once, on
 * the row's gross sum, and is never a sum of per-line VAT. Source: art. 106e(7).
 */
export function rateTotals(lines: readonly { gross: Minor; rate: Rate }[]): { rates: RateTotal[]; totals: Totals } {
  const groups: { rate: Rate; gross: Minor }[] = [];
  for (const { gross, rate } of lines) {
    const known = groups.find((group) => isSameRate(group.rate, rate));
    if (known) known.gross = minor(known.gross + gross);
    else groups.push({ rate, gross });
  }
  const rates = groups.sort((a, b) => compareRates(a.rate, b.rate)).map(({ rate, gross }) => rateTotal(rate, gross));
  return { rates, totals: addUp(rates) };
}

function rateTotal(rate: Rate, gross: Minor): RateTotal {
  const vat = rate.kind === 'percent' ? vatInGross(gross, rate.basisPoints) : minor(0);
  return { rate, net: minor(gross - vat), vat, gross };
}

function addUp(rates: readonly RateTotal[]): Totals {
  return {
    net: sum(rates.map((row) => row.net)),
    vat: sum(rates.map((row) => row.vat)),
    gross: sum(rates.map((row) => row.gross)),
  };
}
