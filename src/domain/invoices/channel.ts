/** A way to send documents. */
export type Channel = 'mail';

/**
 * A place that a document is sent to. `destinationId` names one of the chain's destinations; null is an address of the
 * shopper's: her own, or her accountant's.
 */
export type Recipient = { channel: Channel; address: string; destinationId: string | null; toAccountant?: boolean };

/** The API's name for a kind of delivery: recipient and channel. */
export type DeliveryKind = `${'shopper' | 'accountant' | 'chain'}_${Channel}`;

export function deliveryKind({ channel, destinationId, toAccountant }: Omit<Recipient, 'address'>): DeliveryKind {
  if (destinationId !== null) return `chain_${channel}`;
  return toAccountant ? `accountant_${channel}` : `shopper_${channel}`;
}
