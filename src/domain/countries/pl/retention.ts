import { endOfMonth } from '../../day.ts';

/**
 * The last day on which the invoice of a sale has to be kept: 31 December of the fifth year after the year in which its
 * tax was due. The tax of a month is due on the 25th of the next month. Source: art. 112 of the VAT act, art. 70 § 1 of
 * the tax ordinance.
 */
export function keptUntil(saleDay: string): string {
  const taxYear = Number(endOfMonth(saleDay, 1).slice(0, 4));
  return `${taxYear + 5}-12-31`;
}
