import type { DeliveryOut } from '../../contract/invoices.ts';
import { ownChain } from '../../db/chains.ts';
import {
  type Delivery,
  type DeliveryKind,
  deliveriesOf,
  deliveryById,
  documentOf,
  insertDeliveries,
} from '../../db/invoices/documents.ts';
import { invoiceById } from '../../db/invoices/invoices.ts';
import { enqueue } from '../../db/outbox.ts';
import { Problem } from '../../domain/problem.ts';
import { charge, platformBudget } from '../budgets/budget.ts';
import type { ReaderContext } from '../context.ts';
import { handOut } from '../outbox/afterCommit.ts';
import { readerOf } from '../reader.ts';
import { deliveryOut } from './represent.ts';
import { resendBudgets } from './resendBudgets.ts';

/**
 * Sends the document once more, to the address it went to first: the shopper's, or for staff the chain's if they say so.
 * A document that could not be made is tried again, and goes out when it is there. Budgeted: rate.limited.
 */
export async function sendInvoiceAgain(call: {
  ctx: ReaderContext;
  input: { id: string; kind?: DeliveryKind };
}): Promise<DeliveryOut> {
  const { ctx, input } = call;
  const kind = 'shopper' in ctx ? 'shopper_mail' : (input.kind ?? 'shopper_mail');
  const recipient = await recipientOf(ctx, input.id, kind);
  // After the reading, so that an invoice that is not there spends nothing; narrow budgets before the platform's.
  const { own, everywhere } = resendBudgets(ctx, { invoiceId: input.id, kind, recipient });
  await charge(ctx.app, ctx.chain.id, own);
  if (everywhere.length) await charge(ctx.app, platformBudget, everywhere);
  const { delivery, ready } = await enqueueDelivery(ctx, input.id, { kind, recipient });
  await handOut(ctx.app, { task: ready ? 'deliver' : 'render', tenantId: ctx.chain.id });
  return deliveryOut(delivery);
}

function recipientOf(ctx: ReaderContext, invoiceId: string, kind: DeliveryKind): Promise<string> {
  return ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    const [invoice, document, chain] = await Promise.all([
      invoiceById(tx, invoiceId),
      documentOf(tx, invoiceId),
      ownChain(tx),
    ]);
    if (!invoice || !document) throw new Problem('invoice.not_found');
    return kind === 'chain_mail' ? chain.copyEmail : firstRecipient(await deliveriesOf(tx, invoice.id));
  });
}

function enqueueDelivery(
  ctx: ReaderContext,
  invoiceId: string,
  news: { kind: DeliveryKind; recipient: string },
): Promise<{ delivery: Delivery; ready: boolean }> {
  return ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    const [[id], document] = await Promise.all([insertDeliveries(tx, invoiceId, [news]), documentOf(tx, invoiceId)]);
    if (!id) throw new Error('delivery not inserted');
    const ready = document?.state === 'ready';
    await Promise.all([enqueue(tx, 'deliver', [id]), ready ? undefined : enqueue(tx, 'render', [invoiceId])]);
    const delivery = await deliveryById(tx, id);
    if (!delivery) throw new Error('delivery not inserted');
    return { delivery, ready };
  });
}

function firstRecipient(deliveries: { kind: DeliveryKind; recipient: string }[]): string {
  const first = deliveries.find((delivery) => delivery.kind === 'shopper_mail');
  if (!first) throw new Error('an invoice without a first delivery');
  return first.recipient;
}
