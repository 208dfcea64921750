import type { Buyer } from '../../../invoices/buyer.ts';

/**
 * What the sales ledger names instead of a KSeF number: `OFF` for an invoice that waits for its number, `BFK` for a
 * consumer's invoice outside KSeF, `DI` for a company's document outside KSeF. Source: JPK_V7M(3) and JPK_V7K(3), since
 * February 2026.
 */
export function ledgerMark(buyer: Buyer['kind'], state: 'not_sent' | 'waiting' | 'refused'): 'OFF' | 'BFK' | 'DI' {
  if (state === 'waiting') return 'OFF';
  return buyer === 'company' ? 'DI' : 'BFK';
}
