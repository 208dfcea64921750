/** A way to send documents. */
export type Channel = 'mail';

/**
 * A place that a document is sent to. `destinationId` names one of the chain's destinations; null is the shopper's
 * address.
 */
export type Recipient = { channel: Channel; address: string; destinationId: string | null };

/** The API's name for a kind of delivery: recipient and channel. */
export type DeliveryKind = `${'shopper' | 'chain'}_${Channel}`;

export function deliveryKind({ channel, destinationId }: Pick<Recipient, 'channel' | 'destinationId'>): DeliveryKind {
  return `${destinationId === null ? 'shopper' : 'chain'}_${channel}`;
}
