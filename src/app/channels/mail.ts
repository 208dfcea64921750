import { accountantOf, isActive, shopperOfAccountant } from '../../db/people/accountants.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { deliveryKind } from '../../domain/invoices/channel.ts';
import { Problem } from '../../domain/problem.ts';
import { accountantNote } from '../../render/mail/accountantMail.ts';
import { accountantUrl } from '../accountant/token.ts';
import { invoiceFilename } from '../invoices/download.ts';
import { inFirstWorking, type Layout, layoutsOf } from '../layouts/layouts.ts';
import { invoiceMail } from '../layouts/mail.ts';
import { themeOf } from '../layouts/theme.ts';
import type { WorkerApp } from '../workerContext.ts';
import type { ChannelSender, Shipment } from './channel.ts';

/** The document as an attachment, in a mail of the chain's layout. A repeated mail has the same Message-ID. */
export const mail: ChannelSender = {
  async prepare(tx, shipment) {
    const [layouts, forwarding] = await Promise.all([
      layoutsOf(tx, 'email', shipment.invoice.templates),
      shipment.delivery.toAccountant ? forwardingOf(tx, shipment) : undefined,
    ]);
    return (app) => send(app, shipment, layouts, forwarding);
  },
};

/** A mail to the shopper's accountant: the row that confirms the address, and who sends. */
type Forwarding = { accountantId: string; from: string };

/** Undefined once the shopper or the reader has stopped the mails, or the address is another one now. */
async function forwardingOf(tx: TenantTx, { delivery, invoice }: Shipment): Promise<Forwarding | undefined> {
  const accountant = await accountantOf(tx, invoice.shopperId);
  if (!accountant || accountant.address !== delivery.address || !isActive(accountant)) return undefined;
  const shopper = await shopperOfAccountant(tx, invoice.shopperId);
  return shopper && { accountantId: accountant.id, from: shopper.email };
}

async function send(
  app: WorkerApp,
  shipment: Shipment,
  layouts: readonly Layout[],
  forwarding: Forwarding | undefined,
): Promise<void> {
  const { delivery, document, chain } = shipment;
  if (delivery.toAccountant && !forwarding) throw new Problem('accountant.stopped');
  const content = document.content ?? (await app.documents.get(document.storageKey));
  if (!content) throw new Error(`document ${document.storageKey} is missing from the store`);
  await app.sendMail({
    id: delivery.id,
    from: { name: chain.name, address: app.mailFrom },
    to: delivery.address,
    ...(forwarding && { unsubscribeUrl: accountantUrl(app, chain, forwarding.accountantId) }),
    ...(await written(app, shipment, layouts, forwarding)),
    attachments: [{ filename: filenameOf(shipment), contentType: 'application/pdf', content }],
  });
}

function filenameOf({ delivery, invoice }: Shipment): string {
  return invoiceFilename(invoice.number, delivery.document === 'confirmation' ? 'potwierdzenie.pdf' : 'pdf');
}

function written(
  app: WorkerApp,
  { delivery, invoice, document, chain }: Shipment,
  layouts: readonly Layout[],
  forwarding: Forwarding | undefined,
) {
  const isForChain = deliveryKind(delivery) === 'chain_mail';
  const language = invoice.language;
  const url = `${app.origin(chain.slug)}/${isForChain ? 'office/invoices' : 'invoices'}/${invoice.id}`;
  const to = forwarding
    ? {
        footnote: accountantNote({
          from: forwarding.from,
          url: accountantUrl(app, chain, forwarding.accountantId),
          language,
        }),
      }
    : { url };
  // The chain can repair its layout, so the chain is informed. The shopper's invoice is complete either way.
  const isOtherLayout = document.layout === 'platform' && isForChain;
  return inFirstWorking(layouts, ({ template, theme }) =>
    invoiceMail({
      app,
      invoice,
      template,
      theme: themeOf(theme.source),
      language,
      ...to,
      isConfirmation: delivery.document === 'confirmation',
      isOtherLayout,
    }),
  );
}
