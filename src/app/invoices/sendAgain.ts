import type { DeliveryOut } from '../../contract/invoices.ts';
import { ownChain } from '../../db/chains.ts';
import { type DeliveryKind, deliveriesOf, deliveryById, documentOf, insertDeliveries } from '../../db/documents.ts';
import { invoiceById } from '../../db/invoices.ts';
import { owe } from '../../db/outbox.ts';
import { Problem } from '../../domain/problem.ts';
import { enqueueCommitted } from '../afterCommit.ts';
import type { ReaderContext } from '../context.ts';
import { readerOf } from '../reader.ts';
import { deliveryOut } from './represent.ts';

/**
 * Sends the document once more, to the address it went to first: the shopper's, or for staff the chain's if they say so.
 * A document that could not be made is tried again, and goes out when it is there.
 */
export async function sendInvoiceAgain(call: {
  ctx: ReaderContext;
  input: { id: string; kind?: DeliveryKind };
}): Promise<DeliveryOut> {
  const { ctx, input } = call;
  const kind = 'shopper' in ctx ? 'shopper_mail' : (input.kind ?? 'shopper_mail');
  const { delivery, ready } = await ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    const [invoice, document, chain] = await Promise.all([
      invoiceById(tx, input.id),
      documentOf(tx, input.id),
      ownChain(tx),
    ]);
    if (!invoice || !document) throw new Problem('invoice.not_found');
    const recipient = kind === 'chain_mail' ? chain.copyEmail : firstRecipient(await deliveriesOf(tx, invoice.id));
    const [id] = await insertDeliveries(tx, invoice.id, [{ kind, recipient }]);
    if (!id) throw new Error('delivery not inserted');
    const ready = document.state === 'ready';
    await Promise.all([owe(tx, 'deliver', [id]), ready ? undefined : owe(tx, 'render', [invoice.id])]);
    const delivery = await deliveryById(tx, id);
    if (!delivery) throw new Error('delivery not inserted');
    return { delivery, ready };
  });
  const subject = ready
    ? ({ task: 'deliver', subjectId: delivery.id } as const)
    : ({ task: 'render', subjectId: input.id } as const);
  await enqueueCommitted(ctx.app, [{ ...subject, tenantId: ctx.chain.id }]);
  return deliveryOut(delivery);
}

function firstRecipient(deliveries: { kind: DeliveryKind; recipient: string }[]): string {
  const first = deliveries.find((delivery) => delivery.kind === 'shopper_mail');
  if (!first) throw new Error('an invoice without a first delivery');
  return first.recipient;
}
