import type { Buyer } from '../../domain/invoices/buyer.ts';
import type { Invoice } from '../../domain/invoices/invoice.ts';
import type { TakenLine } from '../../domain/invoices/selection.ts';
import type { Minor } from '../../domain/money/money.ts';

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
  | 'annotations'
> & {
  /** How the receipts were paid, with the part that belongs to this invoice. Empty: the method is not stated. */
  payments?: readonly Payment[];
};

/** `method` is the till's word: "cash", "card" and so on, or a text of its own. */
export type Payment = { method: string; amount: Minor };

/**
 * What FA(3) needs of a correction. `rates`, `totals`, `deposits` and `due` of `invoice` are ignored in favour of the
 * differences given here; `invoice.buyer` is the buyer after the correction, and `invoice.lines` is not used.
 */
export type Fa3Correction = {
  invoice: Omit<Fa3Invoice, 'lines' | 'rates' | 'totals' | 'deposits' | 'due' | 'payments'>;
  /** Always the first invoice, also when an earlier correction is corrected. Source: KSeF handbook part II, 2.13.3. */
  original: { id: string; number: string; issueDate: string; ksefNumber?: string };
  reason: string;
  effect: CorrectionEffect;
  /** The buyer as the corrected document had it, when anything but the NIP changes. A wrong NIP needs a correction to zero. */
  buyerBefore?: Buyer;
  rows: readonly CorrectedRow[];
  /** Differences: after − before. */
  rates: Invoice['rates'];
  totals: Invoice['totals'];
  /** Difference of the deposits charged: negative when packaging came back. */
  deposits: Minor;
  /** Whether the correction is marked FP as its invoice is: a setting of the chain. */
  fp: boolean;
};

/** In which period the correction counts: with the original, with the correction, or on another date. Source: `TTypKorekty`. */
export type CorrectionEffect = 'original' | 'correction' | 'other';

/** `no` is the row's number on the original. Without `after` nothing of the row is left. */
export type CorrectedRow = { no: number } & (
  | { before: TakenLine; after?: TakenLine }
  | { before?: undefined; after: TakenLine }
);
