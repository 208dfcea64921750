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
import { isOwed, postpone, settle } from '../../db/outbox.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { Problem } from '../../domain/problem.ts';
import { MailRefused } from '../../mail/send.ts';
import { invoiceFilename } from '../invoices/download.ts';
import { inFirstWorking, type Layout, layoutsOf } from '../layouts/layouts.ts';
import { invoiceMail } from '../layouts/mail.ts';
import { themeOf } from '../layouts/theme.ts';
import { attemptSeconds, backoffSeconds, mostAttempts, usedUp } from '../outbox/attempts.ts';
import type { JobCall, WorkerApp } from '../workerContext.ts';

type Material = {
  delivery: Delivery;
  invoice: StoredInvoice;
  storageKey: string;
  isOtherLayout: boolean;
  layouts: Layout[];
  chain: { name: string; slug: string };
};

/** Mails the document of one delivery. Sent at least once; a repeat carries the same Message-ID. */
export async function deliver({ app, input }: JobCall): Promise<void> {
  const { tenantId, subjectId } = input;
  const worker = { role: 'worker', tenantId } as const;
  const material = await app.db.withTenant(worker, (tx) => begin(tx, subjectId));
  if (!material) return;
  try {
    await send(app, material);
    await app.db.withTenant(worker, async (tx) => {
      await Promise.all([markSent(tx, subjectId), settle(tx, 'deliver', subjectId)]);
      await announce(tx, material.invoice.id);
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
  const layouts = await layoutsOf(tx, 'email', invoice.templates);
  // Told to the chain, which can mend it; to the shopper the invoice is whole.
  const isOtherLayout = document.layout === 'platform' && delivery.kind === 'chain_mail';
  return { delivery, invoice, storageKey: document.storageKey, isOtherLayout, layouts, chain };
}

async function send(app: WorkerApp, material: Material): Promise<void> {
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
