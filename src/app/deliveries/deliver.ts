import { ownChain } from '../../db/chains/chains.ts';
import {
  beginDelivery,
  type Delivery,
  deliveryById,
  markDeliveryFailure,
  markSent,
} from '../../db/invoices/deliveries.ts';
import { documentOf } from '../../db/invoices/documents.ts';
import { announce, invoiceById } from '../../db/invoices/invoices.ts';
import { isOwed, postpone, settle } from '../../db/outbox.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { Problem } from '../../domain/problem.ts';
import { MailRefused } from '../../mail/send.ts';
import type { Send } from '../channels/channel.ts';
import { prepareDelivery } from '../channels/channels.ts';
import { attemptSeconds, backoffSeconds, mostAttempts, usedUp } from '../outbox/attempts.ts';
import type { JobCall } from '../workerContext.ts';

type Material = { delivery: Delivery; send: Send };

/** Sends the document of one delivery by its channel, at least once. */
export async function deliver({ app, input }: JobCall): Promise<void> {
  const { tenantId, subjectId } = input;
  const worker = { role: 'worker', tenantId } as const;
  const material = await app.db.withTenant(worker, (tx) => begin(tx, subjectId));
  if (!material) return;
  try {
    await material.send(app);
    await app.db.withTenant(worker, async (tx) => {
      await Promise.all([markSent(tx, subjectId), settle(tx, 'deliver', subjectId)]);
      await announce(tx, material.delivery.invoiceId);
    });
  } catch (error) {
    await app.db.withTenant(worker, (tx) => fail(tx, material.delivery, error));
    throw error;
  }
}

async function begin(tx: TenantTx, id: string): Promise<Material | undefined> {
  if (!(await isOwed(tx, 'deliver', id))) return undefined;
  const delivery = await deliveryById(tx, id);
  if (!delivery || delivery.state === 'sent' || delivery.state === 'failed') {
    await settle(tx, 'deliver', id);
    return undefined;
  }
  const [invoice, document, chain] = await Promise.all([
    invoiceById(tx, delivery.invoiceId),
    documentOf(tx, delivery.invoiceId),
    ownChain(tx),
  ]);
  if (!invoice || document?.state !== 'ready' || !document.storageKey) {
    // Nothing to send yet; that is no attempt.
    await postpone(tx, 'deliver', id, attemptSeconds);
    return undefined;
  }
  if ((await beginDelivery(tx, id)) > mostAttempts.deliver) {
    await giveUp(tx, delivery, usedUp);
    return undefined;
  }
  await postpone(tx, 'deliver', id, attemptSeconds);
  const { storageKey, layout } = document;
  return { delivery, send: await prepareDelivery(tx, { delivery, invoice, document: { storageKey, layout }, chain }) };
}

async function fail(tx: TenantTx, delivery: Delivery, error: unknown): Promise<void> {
  const attempts = (await deliveryById(tx, delivery.id))?.attempts ?? mostAttempts.deliver;
  const final = error instanceof MailRefused || error instanceof Problem || attempts >= mostAttempts.deliver;
  if (final) return giveUp(tx, delivery, reasonOf(error));
  await markDeliveryFailure(tx, delivery.id, { error: reasonOf(error), final });
  await postpone(tx, 'deliver', delivery.id, backoffSeconds(attempts));
  await announce(tx, delivery.invoiceId);
}

async function giveUp(tx: TenantTx, { id, invoiceId }: Delivery, error: string): Promise<void> {
  await markDeliveryFailure(tx, id, { error, final: true });
  await settle(tx, 'deliver', id);
  await announce(tx, invoiceId);
}

function reasonOf(error: unknown): string {
  if (error instanceof MailRefused) return `SMTP ${error.reply}`;
  if (error instanceof Problem) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
