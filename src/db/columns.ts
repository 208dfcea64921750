import { formatQuantity, parseQuantity } from '../domain/money/quantity.ts';
import { basisPoints, type Rate } from '../domain/money/rate.ts';

/** The two columns of a rate; `rateBp` is set exactly when the kind is `percent`. */
export type RateColumns = { rateKind: Rate['kind']; rateBp: number | null };

/** RangeError for a percentage without basis points, which the tables' checks refuse. */
export function rateOf({ rateKind, rateBp }: RateColumns): Rate {
  return rateKind === 'percent'
    ? { kind: rateKind, basisPoints: basisPoints(rateBp ?? Number.NaN) }
    : { kind: rateKind };
}

/** The columns of a rate under their SQL names. */
export function rateColumns(rate: Rate): { rate_kind: Rate['kind']; rate_bp: number | null } {
  return { rate_kind: rate.kind, rate_bp: rate.kind === 'percent' ? rate.basisPoints : null };
}

/** The column's "0.326000" as "0.326". */
export function canonical(quantity: string): string {
  return formatQuantity(parseQuantity(quantity));
}
