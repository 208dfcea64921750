export const fa3Namespace = 'http://crd.gov.pl/wzor/2025/06/25/13775/';

/** Source: CIRFMF/ksef-docs faktury/weryfikacja-faktury.md, a file without attachments. */
export const mostBytes = 1_000_000;

/** Rows of one file. Source: FA(3) `FaWiersz`, maxOccurs. */
export const mostRows = 10_000;
