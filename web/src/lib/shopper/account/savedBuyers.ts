import type { BuyerIn } from '../../../../../src/contract/invoices.ts';
import type { SavedBuyer } from '../../../../../src/contract/sessions.ts';
import { buyerKey } from '../../../../../src/domain/invoices/sameBuyer.ts';

/** The buyers that are saved more than once, each group in the order of the list: the last used one first. */
export function sameBuyers(buyers: readonly SavedBuyer[]): SavedBuyer[][] {
  return [...Map.groupBy(buyers, buyerKey).values()].filter((same) => same.length > 1);
}

/** A buyer as the server takes it. */
export function buyerIn({ kind, nip = '', name, address }: Omit<SavedBuyer, 'id'>): BuyerIn {
  if (kind === 'company') return { kind, nip, name, address: address ?? '' };
  return { kind, name, ...(address === undefined ? {} : { address }) };
}
