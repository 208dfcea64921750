/** ISO 4217 codes of the currencies of receipts and invoices; each has two decimal places. */
export type Currency = 'PLN';
