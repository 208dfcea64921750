/**
 * Why no FA(3) can be made of an invoice: a rate that the law does not know on the day of the sale, more than 10,000 rows,
 * more than 1,000,000 bytes, or bytes that the schema refuses.
 */
export type Fa3Refusal = 'rate_unknown' | 'too_many_rows' | 'too_large' | 'not_valid';

/** `detail` is for the log of a developer: it may name an element of the schema, and holds no text of the invoice. */
export class Fa3Refused extends Error {
  readonly refusal: Fa3Refusal;

  constructor(refusal: Fa3Refusal, detail?: string) {
    super(detail === undefined ? refusal : `${refusal}: ${detail}`);
    this.name = 'Fa3Refused';
    this.refusal = refusal;
  }
}
