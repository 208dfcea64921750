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
  /** The same placeholders; corrections have a series of their own. */
  correctionNumberFormat: string;
  /** Corrections that returns at the till lead to: staff confirm each, or they are issued at once. */
  returnCorrections: 'confirm' | 'automatic';
  /** Whether a correction of an invoice to a receipt carries FA(3) `FP`: an open question of law. */
  correctionsWithFp: boolean;
  /** Legal basis printed when exempt lines are invoiced (art. 106e(1)(19)). */
  exemptionBasis: string;
  /** Most invoices of one receipt; the last of them takes everything that is left. */
  documentsPerReceipt: number;
  /** Most invoices that one shopper issues in a day of the chain. */
  documentsPerShopperPerDay: number;
};
