/**
 * What can differ between a chain's receipts, its invoices and KSeF, in the order of a list: an invoice without its KSeF
 * number past the last day for sending it; a number without KSeF's confirmation (UPO); an invoice that KSeF refused; a
 * receipt of which another quantity is taken than is invoiced and returned; a company's receipt that is not invoiced by the
 * 15th of the next month (art. 106i(1)); a correction that waits for a decision.
 */
export const differenceKinds = [
  'ksef_late',
  'ksef_without_upo',
  'ksef_rejected',
  'quantity_differs',
  'company_receipt_open',
  'correction_waiting',
] as const;

export type DifferenceKind = (typeof differenceKinds)[number];
