import type { ReceiptFormats } from '../receipts/receiptFormats.ts';

/** What a chain decides for itself where the law leaves a choice. Days are chain-local ISO days. */
export type ChainSettings = {
  /** After the three months of art. 106b(3): refuse, or still issue. */
  lateRequests: 'refuse' | 'allow';
  /** Receipts with a NIP up to 450,00 zł dated 2026 or earlier already are invoices. */
  simplifiedInvoice: 'block' | 'allow';
  /** May a company choose lines, or is the whole receipt invoiced. */
  companySelection: 'whole' | 'lines';
  /** May a private person choose lines, or is the whole receipt invoiced. */
  personSelection: 'whole' | 'lines';
  personAddress: 'optional' | 'required';
  /** Placeholders: {store} {YYYY} {MM} {n}. */
  numberFormat: string;
  /** Legal basis printed when exempt lines are invoiced (art. 106e(1)(19)). */
  exemptionBasis: string;
  /** Most invoices of one receipt; the last of them takes everything that is left. */
  documentsPerReceipt: number;
  /** Most invoices that one shopper issues in a day of the chain. */
  documentsPerShopperPerDay: number;
  /** How the receipts of its registers are read. */
  receiptFormats: ReceiptFormats;
};
