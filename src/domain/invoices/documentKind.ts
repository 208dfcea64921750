/** A file of an invoice: the printed PDF, the FA(3) message to KSeF, or KSeF's confirmation (UPO). */
export type DocumentKind = 'pdf' | 'fa3' | 'upo';

/** The file of an invoice that goes to the tax office. */
export type FiscalFile = Extract<DocumentKind, 'fa3'>;

/** The kind that people read, download and receive by mail. */
export const printed = 'pdf' satisfies DocumentKind;
