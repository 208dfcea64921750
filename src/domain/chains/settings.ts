import type { ReceiptFormats } from '../receipts/receiptFormats.ts';

/** What a chain chooses where the law leaves a choice. Days are ISO days in the chain's zone. */
export type ChainSettings = {
  /** After the three months of art. 106b(3): refuse, or issue all the same. */
  lateRequests: 'refuse' | 'allow';
  /**
   * A receipt with a NIP, up to 450.00 PLN and dated 2026 or earlier, is already an invoice: refuse, or issue all the
   * same.
   */
  simplifiedInvoice: 'block' | 'allow';
  /** May a company choose lines, or is the whole receipt invoiced. */
  companySelection: 'whole' | 'lines';
  /** May a private person choose lines, or is the whole receipt invoiced. */
  personSelection: 'whole' | 'lines';
  personAddress: 'optional' | 'required';
  /** Whether invoices for private persons go to KSeF too, which the law leaves to the seller. */
  personInKsef: 'no' | 'yes';
  /**
   * Whether the chain's own invoices are sent to KSeF, with the access that its admin entered. A company's document then
   * waits for its number in KSeF.
   */
  sendsToKsef: 'no' | 'yes';
  /** Placeholders: {store} {YYYY} {MM} {n}. */
  numberFormat: string;
  /** The same placeholders; corrections have a series of their own. */
  correctionNumberFormat: string;
  /** Corrections that returns at the till lead to: staff confirm each, or they are issued at once. */
  returnCorrections: 'confirm' | 'automatic';
  /** Whether a correction of an invoice to a receipt carries FA(3) `FP`: an open question of law. */
  correctionsWithFp: boolean;
  /** Legal basis printed when exempt lines are invoiced (art. 106e(1)(19)). */
  exemptionBasis: string;
  /** Most invoices for one receipt; the last one takes everything that is left. */
  documentsPerReceipt: number;
  /** Most invoices that one shopper can issue on one day of the chain. */
  documentsPerShopperPerDay: number;
  /** How many days a receipt without an invoice is kept after the last day for a request. */
  receiptMarginDays: number;
  /** How the receipts of its registers are read. */
  receiptFormats: ReceiptFormats;
};
