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

/**
 * The last day on which an invoice has to be kept: 31 December of the fifth year after the year in which the tax of its
 * month is due, on the 25th of the next month. An invoice to a receipt is booked in the month of its issue, which is never
 * before that of the sale, so the day of issue decides. `is_past_retention` in the database says the same. Source: art. 112
 * and 109(3d) of the VAT act, art. 70 § 1 of the tax ordinance.
 */
export function keptUntil(issueDay: string): string {
  const taxYear = Number(endOfMonth(issueDay, 1).slice(0, 4));
  return `${taxYear + 5}-12-31`;
}

/** The last day on which a receipt without an invoice is kept: so many days after the last day for a request. */
export function receiptKeptUntil(saleDay: string, marginDays: number): string {
  return addDays(lastRequestDay(saleDay), marginDays);
}
