/** A file that an invoice has: the printed PDF, the FA(3) message to KSeF, or KSeF's receipt of it (UPO). */
export type DocumentKind = 'pdf' | 'fa3' | 'upo';

/** The document that people read, download and get by mail. */
export const printed = 'pdf' satisfies DocumentKind;
