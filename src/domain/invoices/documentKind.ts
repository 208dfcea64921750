/** A file that an invoice has: the printed PDF, the FA(3) message to KSeF, or KSeF's receipt of it (UPO). */
export type DocumentKind = 'pdf' | 'fa3' | 'upo';

/** The file of an invoice that goes to the tax office. */
export type FiscalFile = Extract<DocumentKind, 'fa3'>;

/** The document that people read, download and get by mail. */
export const printed = 'pdf' satisfies DocumentKind;
