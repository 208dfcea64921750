import type { TenantTx } from '../../db/tenancy.ts';
import type { Channel } from '../../domain/invoices/channel.ts';
import type { ChannelSender, Send, Shipment } from './channel.ts';
import { mail } from './mail.ts';

/** Every channel, and how it sends. */
const channels: Record<Channel, ChannelSender> = { mail };

/** Reads what the delivery's channel needs, in the transaction; the result sends the delivery after the transaction. */
export function prepareDelivery(tx: TenantTx, shipment: Shipment): Promise<Send> {
  return channels[shipment.delivery.channel].prepare(tx, shipment);
}
