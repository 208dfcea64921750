import type { Minor } from '../money/money.ts';

/** Ways to pay that an invoice names. The till's own words may name a bank or a card scheme, so they are not kept. */
export const paymentMethods = ['cash', 'card', 'voucher', 'cheque', 'credit', 'transfer', 'mobile', 'other'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

export type Payment = { method: PaymentMethod; amount: Minor };
