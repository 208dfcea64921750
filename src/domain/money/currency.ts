/** ISO 4217 codes of the currencies in which receipts and invoices are kept; each has two decimal places. */
export type Currency = 'PLN';
