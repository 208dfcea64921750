/**
 * A file of an invoice: the printed PDF, the confirmation that a company has until KSeF has numbered the invoice, the FA(3)
 * message to KSeF, or KSeF's receipt of it (UPO).
 */
export type DocumentKind = 'pdf' | 'confirmation' | 'fa3' | 'upo';

/** The file of an invoice that goes to the tax office. */
export type FiscalFile = Extract<DocumentKind, 'fa3'>;

/** The kinds that people read and receive by mail. */
export type PrintedKind = Extract<DocumentKind, 'pdf' | 'confirmation'>;

/** The kind that is the invoice. */
export const printed = 'pdf' satisfies PrintedKind;
