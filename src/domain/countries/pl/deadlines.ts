import { addDays, endOfMonth } from '../../day.ts';

/**
 * The last day on which a consumer's request binds the seller: three months from the end of the sale's month.
 * The plain calendar day: whether it moves off a Sunday is unresolved. Source: art. 106b(3).
 */
export function lastRequestDay(saleDay: string): string {
  return endOfMonth(saleDay, 3);
}

/**
 * The day by which the invoice has to be issued: the 15th of the next month when asked for by the end of the sale's
 * month, else 15 days from the request. Source: art. 106i(6).
 */
export function issueNoLaterThan(saleDay: string, requestDay: string): string {
  const monthEnd = endOfMonth(saleDay);
  return addDays(requestDay <= monthEnd ? monthEnd : requestDay, 15);
}
