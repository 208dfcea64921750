import { addDays, endOfMonth } from '../../day.ts';

/**
 * The last day on which the seller must accept a consumer's request: three months from the end of the sale's month.
 * It is the plain calendar day: the law does not settle whether a Sunday moves the day. Source: art. 106b(3).
 */
export function lastRequestDay(saleDay: string): string {
  return endOfMonth(saleDay, 3);
}

/**
 * The last day for issuing the invoice: the 15th of the next month when it is requested by the end of the sale's
 * month, else 15 days after the request. Source: art. 106i(6).
 */
export function issueNoLaterThan(saleDay: string, requestDay: string): string {
  const monthEnd = endOfMonth(saleDay);
  return addDays(requestDay <= monthEnd ? monthEnd : requestDay, 15);
}
