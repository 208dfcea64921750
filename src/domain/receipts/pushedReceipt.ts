import type { Currency } from '../money/currency.ts';
import type { Percent } from '../money/rate.ts';

/** A receipt from the till after its shape was checked. Amounts are integer grosze, quantities decimal strings. */
export type PushedReceipt = {
  externalId?: string;
  store: { code: string; name?: string; address?: string };
  till: { uniqueNumber: string; number?: string };
  documentNumber: string;
  receiptNumber?: string;
  issuedAt: string;
  currency: Currency;
  buyerNip?: string;
  rates: { letter: string; percent: Percent }[];
  lines: PushedLine[];
  discounts?: { name: string; amount: number; rate?: string }[];
  deposits?: { name: string; quantity: string; unitPrice: number }[];
  payments: { method: string; amount: number }[];
  total: number;
  code?: string;
};

export type PushedLine = {
  name: string;
  gtin?: string;
  quantity: string;
  unit: string;
  unitPrice: number;
  discount?: number;
  gross: number;
  rate: string;
  annex15?: boolean;
};
