import type { Buyer } from '../../domain/invoices/buyer.ts';
import type { CorrectionTotals } from '../../domain/invoices/correction.ts';
import type { Invoice } from '../../domain/invoices/invoice.ts';

/** What FA(3) needs of an invoice to a receipt. Everything is as issued, so the same facts always give the same bytes. */
export type Fa3Invoice = Pick<
  Invoice,
  | 'id'
  | 'number'
  | 'issuedAt'
  | 'issueDate'
  | 'saleDate'
  | 'currency'
  | 'seller'
  | 'buyer'
  | 'sales'
  | 'lines'
  | 'rates'
  | 'totals'
  | 'deposits'
  | 'due'
  | 'payments'
  | 'annotations'
>;

/** What FA(3) needs of a correction. The money is the difference that `correctionBetween` gives. */
export type Fa3Correction = CorrectionTotals & {
  /** The correction's own number and days; its buyer is the one after the correction. */
  invoice: Omit<Fa3Invoice, keyof CorrectionTotals | 'payments'>;
  /** Always the first invoice, also when an earlier correction is corrected. Source: KSeF handbook part II, 2.13.3. */
  original: { id: string; number: string; issueDate: string; ksefNumber?: string };
  reason: string;
  effect: CorrectionEffect;
  /** The buyer before the correction, when anything but the NIP changes. A wrong NIP needs a correction to zero. */
  buyerBefore?: Buyer;
  /** Whether the correction is marked FP as its invoice is: a setting of the chain. */
  fp: boolean;
};

/** In which period the correction counts: with the original, with the correction, or on another date. Source: `TTypKorekty`. */
export type CorrectionEffect = 'original' | 'correction' | 'other';
