/** A way to send documents. */
export type Channel = 'mail';

/** Somewhere a document is sent. `destinationId` names the chain's own destination; null is an address of the shopper's. */
export type Recipient = { channel: Channel; address: string; destinationId: string | null; toAccountant?: boolean };

/** What the API calls a delivery: to whom, and by which channel. */
export type DeliveryKind = `${'shopper' | 'accountant' | 'chain'}_${Channel}`;

export function deliveryKind({ channel, destinationId, toAccountant }: Omit<Recipient, 'address'>): DeliveryKind {
  if (destinationId !== null) return `chain_${channel}`;
  return toAccountant ? `accountant_${channel}` : `shopper_${channel}`;
}
