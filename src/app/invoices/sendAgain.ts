import type { DeliveryOut } from '../../contract/invoices.ts';
import { type Delivery, deliveriesOf, deliveryById, insertDeliveries } from '../../db/invoices/deliveries.ts';
import { documentOf, documentsOf } from '../../db/invoices/documents.ts';
import { invoiceById } from '../../db/invoices/invoices.ts';
import { ksefSubmissionOf } from '../../db/invoices/ksefSubmissions.ts';

import { enqueue } from '../../db/outbox.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { type DeliveryKind, deliveryKind, type Recipient } from '../../domain/invoices/channel.ts';

import { Problem } from '../../domain/problem.ts';
import type { Task } from '../../domain/task.ts';
import { charge, platformBudget } from '../budgets/budget.ts';
import { ownDestinations } from '../channels/destinations.ts';
import type { ReaderContext } from '../context.ts';
import { enqueueNext } from '../outbox/afterCommit.ts';
import { isShopper, readerOf } from '../reader.ts';
import { deliveryOut } from './represent.ts';
import { resendBudgets } from './resendBudgets.ts';

/**
 * Sends the document again, to the shopper's first address, or, if staff ask for that, to the chain's own. A document that
 * could not be rendered is tried again, and is sent when it is ready; an FA(3) file that could not be made is tried again too. Limited by budgets: rate.limited.
 */
export async function sendInvoiceAgain(call: {
  ctx: ReaderContext;
  input: { id: string; kind?: DeliveryKind };
}): Promise<DeliveryOut> {
  const { ctx, input } = call;
  const kind = isShopper(ctx) ? 'shopper_mail' : (input.kind ?? 'shopper_mail');
  const recipient = await recipientOf(ctx, input.id, kind);
  // Charged after reading, so a missing invoice spends nothing. Narrow budgets come before the platform's.
  const { own, everywhere } = resendBudgets(ctx, { invoiceId: input.id, recipient });
  await charge(ctx.app, ctx.chain.id, own);
  if (everywhere.length) await charge(ctx.app, platformBudget, everywhere);
  const { delivery, tasks } = await enqueueDelivery(ctx, input.id, recipient);
  await Promise.all(tasks.map((task) => enqueueNext(ctx.app, { task, tenantId: ctx.chain.id })));
  return deliveryOut(delivery);
}

function recipientOf(ctx: ReaderContext, invoiceId: string, kind: DeliveryKind): Promise<Recipient> {
  return ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    const [invoice, document] = await Promise.all([invoiceById(tx, invoiceId), documentOf(tx, invoiceId)]);
    if (!invoice || !document) throw new Problem('invoice.not_found');
    return firstOf(kind, await (kind === 'chain_mail' ? ownDestinations(tx) : recipientsOf(tx, invoice.id)));
  });
}

function enqueueDelivery(
  ctx: ReaderContext,
  invoiceId: string,
  recipient: Recipient,
): Promise<{ delivery: Delivery; tasks: Task[] }> {
  return ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    const [[id], { pdf, confirmation, fa3 }, submission] = await Promise.all([
      insertDeliveries(tx, invoiceId, [recipient]),
      documentsOf(tx, invoiceId),
      ksefSubmissionOf(tx, invoiceId),
    ]);
    if (!id) throw new Error('delivery not inserted');
    const ready = pdf?.state === 'ready';
    const again: Task[] = [
      ...(ready || submission?.number === null ? [] : ['render' as const]),
      ...(submission?.number === null && confirmation?.state === 'failed' ? ['confirm' as const] : []),
      ...(fa3?.state === 'failed' ? ['fa3' as const] : []),
      ...(submission?.state === 'failed' ? ['ksef_send' as const] : []),
    ];
    await Promise.all([enqueue(tx, 'deliver', [id]), ...again.map((task) => enqueue(tx, task, [invoiceId]))]);
    const delivery = await deliveryById(tx, id);
    if (!delivery) throw new Error('delivery not inserted');
    return { delivery, tasks: ready ? ['deliver', ...again] : again };
  });
}

async function recipientsOf(tx: TenantTx, invoiceId: string): Promise<Recipient[]> {
  const deliveries = await deliveriesOf(tx, invoiceId);
  return deliveries.map(({ channel, address, destinationId, toAccountant }) => ({
    ...{ channel, address, destinationId },
    toAccountant,
  }));
}

function firstOf(kind: DeliveryKind, recipients: readonly Recipient[]): Recipient {
  const first = recipients.find((recipient) => deliveryKind(recipient) === kind);
  if (!first) throw new Error(`no recipient of a ${kind}`);
  // The shopper erased her account, and the address with it.
  if (first.address === '') throw new Problem('shopper.erased');
  return first;
}
