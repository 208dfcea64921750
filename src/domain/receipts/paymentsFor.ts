import { type Minor, minor, sum } from '../money/money.ts';
import { priceOf } from '../money/quantity.ts';
import type { Payment, PaymentMethod } from './payment.ts';
import type { Receipt } from './receipt.ts';

type Paid = Pick<Receipt, 'payments' | 'lines' | 'deposits' | 'depositsTaken'>;

/**
 * The part of a receipt's payments that paid for the next `due` of it, deposits included. One invoice after the other uses
 * the payments up in the receipt's order, so all invoices of a receipt together name exactly its payments.
 */
export function paymentsFor(receipt: Paid, due: Minor): Payment[] {
  const from = sum(receipt.payments.map(({ amount }) => amount)) - leftToInvoice(receipt);
  const parts: Payment[] = [];
  let start = 0;
  for (const { method, amount } of receipt.payments) {
    const part = Math.min(start + amount, from + due) - Math.max(start, from);
    if (part > 0) parts.push({ method, amount: minor(part) });
    start += amount;
  }
  return byMethod(parts);
}

/** One payment a method, in the order in which the methods first appear. */
export function byMethod(payments: readonly Payment[]): Payment[] {
  const sums = new Map<PaymentMethod, Minor>();
  for (const { method, amount } of payments) sums.set(method, minor((sums.get(method) ?? 0) + amount));
  return [...sums].map(([method, amount]) => ({ method, amount }));
}

function leftToInvoice({ lines, deposits, depositsTaken }: Paid): Minor {
  const goods = sum(lines.map((line) => line.remainingGross));
  return depositsTaken
    ? goods
    : sum([goods, ...deposits.map(({ unitPrice, quantity }) => priceOf(unitPrice, quantity))]);
}
