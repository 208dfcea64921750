import { deliveryKind } from '../../domain/invoices/channel.ts';
import { invoiceFilename } from '../invoices/download.ts';
import { inFirstWorking, type Layout, layoutsOf } from '../layouts/layouts.ts';
import { invoiceMail } from '../layouts/mail.ts';
import { themeOf } from '../layouts/theme.ts';
import type { WorkerApp } from '../workerContext.ts';
import type { ChannelSender, Shipment } from './channel.ts';

/** The document as an attachment, in a mail of the chain's layout. A repeated mail has the same Message-ID. */
export const mail: ChannelSender = {
  async prepare(tx, shipment) {
    const layouts = await layoutsOf(tx, 'email', shipment.invoice.templates);
    return (app) => send(app, shipment, layouts);
  },
};

async function send(app: WorkerApp, shipment: Shipment, layouts: readonly Layout[]): Promise<void> {
  const { delivery, invoice, document, chain } = shipment;
  const content = document.content ?? (await app.documents.get(document.storageKey));
  if (!content) throw new Error(`document ${document.storageKey} is missing from the store`);
  await app.sendMail({
    id: delivery.id,
    from: { name: chain.name, address: app.mailFrom },
    to: delivery.address,
    ...(await written(app, shipment, layouts)),
    attachments: [{ filename: invoiceFilename(invoice.number), contentType: 'application/pdf', content }],
  });
}

function written(app: WorkerApp, { delivery, invoice, document, chain }: Shipment, layouts: readonly Layout[]) {
  const isForShopper = deliveryKind(delivery) === 'shopper_mail';
  const url = `${app.origin(chain.slug)}/${isForShopper ? 'invoices' : 'office/invoices'}/${invoice.id}`;
  // The chain can repair its layout, so the chain is informed. The shopper's invoice is complete either way.
  const isOtherLayout = document.layout === 'platform' && !isForShopper;
  return inFirstWorking(layouts, ({ template, theme }) =>
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
}
