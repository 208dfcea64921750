import { formatQuantity, parseQuantity } from '../domain/money/quantity.ts';
import { basisPoints, type Rate } from '../domain/money/rate.ts';

/** A rate as its two columns hold it; `rateBp` is there exactly when the kind is `percent`. */
export type RateColumns = { rateKind: Rate['kind']; rateBp: number | null };

/** RangeError for a percentage without basis points, which the tables' checks refuse. */
export function rateOf({ rateKind, rateBp }: RateColumns): Rate {
  return rateKind === 'percent'
    ? { kind: rateKind, basisPoints: basisPoints(rateBp ?? Number.NaN) }
    : { kind: rateKind };
}

/** The columns of a rate under their names in SQL. */
export function rateColumns(rate: Rate): { rate_kind: Rate['kind']; rate_bp: number | null } {
  return { rate_kind: rate.kind, rate_bp: rate.kind === 'percent' ? rate.basisPoints : null };
}

/** "0.326000" as the column gives it is "0.326". */
export function canonical(quantity: string): string {
  return formatQuantity(parseQuantity(quantity));
}
