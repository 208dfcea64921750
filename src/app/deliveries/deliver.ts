import { ownChain } from '../../db/chains.ts';
import {
  beginDelivery,
  type Delivery,
  deliveryById,
  documentOf,
  markDeliveryFailure,
  markSent,
} from '../../db/invoices/documents.ts';
import { announce, invoiceById, type StoredInvoice } from '../../db/invoices/invoices.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { invoiceFilename } from '../invoices/download.ts';
import { inFirstWorking, type Layout, layoutsOf } from '../layouts/layouts.ts';
import { invoiceMail } from '../layouts/mail.ts';
import { themeOf } from '../layouts/theme.ts';
import type { Begun, Failure, Job } from '../outbox/run.ts';
import type { WorkerApp } from '../workerContext.ts';

type Material = {
  delivery: Delivery;
  invoice: StoredInvoice;
  storageKey: string;
  isOtherLayout: boolean;
  layouts: Layout[];
  chain: { name: string; slug: string };
};

/** Mails the document of one delivery. Sent at least once; a repeat carries the same Message-ID. */
export const deliverJob: Job<Material, void> = {
  // A mail server may be down for a day.
  mostAttempts: 9,
  begin,
  work,
  complete,
  fail,
};

async function begin(tx: TenantTx, id: string): Promise<Begun<Material> | undefined | 'not yet'> {
  const delivery = await deliveryById(tx, id);
  if (!delivery || delivery.state === 'sent' || delivery.state === 'failed') return undefined;
  const [invoice, document, chain] = await Promise.all([
    invoiceById(tx, delivery.invoiceId),
    documentOf(tx, delivery.invoiceId),
    ownChain(tx),
  ]);
  // Nothing to send yet; that is no attempt.
  if (!invoice || document?.state !== 'ready' || !document.storageKey) return 'not yet';
  const [attempt, layouts] = await Promise.all([beginDelivery(tx, id), layoutsOf(tx, 'email', invoice.templates)]);
  // Told to the chain, which can mend it; to the shopper the invoice is whole.
  const isOtherLayout = document.layout === 'platform' && delivery.kind === 'chain_mail';
  return { attempt, material: { delivery, invoice, storageKey: document.storageKey, isOtherLayout, layouts, chain } };
}

async function work(app: WorkerApp, _tenantId: string, material: Material): Promise<void> {
  const { delivery, invoice, storageKey, isOtherLayout, layouts, chain } = material;
  const content = await app.documents.get(storageKey);
  if (!content) throw new Error(`document ${storageKey} is missing from the store`);
  const place = delivery.kind === 'shopper_mail' ? 'invoices' : 'office/invoices';
  const url = `${app.origin(chain.slug)}/${place}/${invoice.id}`;
  const mail = await inFirstWorking(layouts, ({ template, theme }) =>
    invoiceMail({
      app,
      invoice,
      template,
      theme: themeOf(theme.source),
      language: invoice.language,
      url,
      isOtherLayout,
    }),
  );
  await app.sendMail({
    id: delivery.id,
    from: { name: chain.name, address: app.mailFrom },
    to: delivery.recipient,
    ...mail,
    attachments: [{ filename: invoiceFilename(invoice.number), contentType: 'application/pdf', content }],
  });
}

async function complete(tx: TenantTx, { delivery }: Material): Promise<undefined> {
  await Promise.all([markSent(tx, delivery.id), announce(tx, delivery.invoiceId)]);
}

async function fail(tx: TenantTx, { delivery }: Material, { reason, final }: Failure): Promise<void> {
  await markDeliveryFailure(tx, delivery.id, { error: reason, final });
  await announce(tx, delivery.invoiceId);
}
