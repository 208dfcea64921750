/** A way to send documents. */
export type Channel = 'mail';

/** Somewhere a document is sent. `destinationId` names the chain's own destination; null is the shopper's address. */
export type Recipient = { channel: Channel; address: string; destinationId: string | null };

/** What the API calls a delivery: to whom, and by which channel. */
export type DeliveryKind = `${'shopper' | 'chain'}_${Channel}`;

export function deliveryKind({ channel, destinationId }: Pick<Recipient, 'channel' | 'destinationId'>): DeliveryKind {
  return `${destinationId === null ? 'shopper' : 'chain'}_${channel}`;
}
