import type { BasisPoints } from '../domain/money/money.ts';
import { formatQuantity, parseQuantity } from '../domain/money/quantity.ts';
import type { Rate } from '../domain/money/rate.ts';

/** Null is exempt. */
export function rateOf(bp: number | null): Rate {
  return bp === null ? { kind: 'exempt' } : { kind: 'percent', bp: bp as BasisPoints };
}

export function rateColumn(rate: Rate): number | null {
  return rate.kind === 'exempt' ? null : rate.bp;
}

/** "0.326000" as the column gives it is "0.326". */
export function canonical(quantity: string): string {
  return formatQuantity(parseQuantity(quantity));
}
