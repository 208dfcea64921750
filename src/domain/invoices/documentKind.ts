/** A file of an invoice: the printed PDF, the FA(3) message to KSeF, or KSeF's confirmation (UPO). */
export type DocumentKind = 'pdf' | 'fa3' | 'upo';

/** The kind that people read, download and receive by mail. */
export const printed = 'pdf' satisfies DocumentKind;
