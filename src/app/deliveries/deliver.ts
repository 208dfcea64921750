import { ownChain } from '../../db/chains/chains.ts';
import {
  type BegunDelivery,
  beginDelivery,
  deliveryById,
  markDeliveryFailure,
  markSent,
} from '../../db/invoices/deliveries.ts';
import { documentOf } from '../../db/invoices/documents.ts';
import { announce, invoiceById } from '../../db/invoices/invoices.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import type { Send } from '../channels/channel.ts';
import { prepareDelivery } from '../channels/channels.ts';
import type { Begun, Failure, Job } from '../outbox/run.ts';

export type DeliverMaterial = { invoiceId: string; delivery: BegunDelivery; send: Send };

/** Sends the document of one delivery by its channel, at least once. */
export const deliverJob: Job<DeliverMaterial, void> = {
  // A mail server may be down for a day.
  mostAttempts: 9,
  begin,
  work: (app, _tenantId, { send }) => send(app),
  complete,
  fail,
};

async function begin(tx: TenantTx, id: string): Promise<Begun<DeliverMaterial> | undefined | 'not yet'> {
  const delivery = await deliveryById(tx, id);
  if (!delivery || delivery.state === 'sent' || delivery.state === 'failed') return undefined;
  const [invoice, document, chain] = await Promise.all([
    invoiceById(tx, delivery.invoiceId),
    documentOf(tx, delivery.invoiceId, delivery.document),
    ownChain(tx),
  ]);
  // There is nothing to send yet. This does not count as an attempt.
  if (!invoice || document?.state !== 'ready' || !document.storageKey) return 'not yet';
  const { storageKey, layout } = document;
  const [attempt, send] = await Promise.all([
    beginDelivery(tx, id),
    prepareDelivery(tx, { delivery, invoice, document: { storageKey, layout }, chain }),
  ]);
  return { attempt, material: { invoiceId: invoice.id, delivery, send } };
}

async function complete(tx: TenantTx, { delivery, invoiceId }: DeliverMaterial): Promise<undefined> {
  await Promise.all([markSent(tx, [delivery.id]), announce(tx, invoiceId)]);
}

async function fail(tx: TenantTx, { delivery, invoiceId }: DeliverMaterial, { reason, final }: Failure): Promise<void> {
  await markDeliveryFailure(tx, delivery.id, { error: reason, final });
  await announce(tx, invoiceId);
}
