import type { InvoiceOut } from '../../contract/invoices.ts';
import { correctionNumbersOf } from '../../db/corrections/correctedInvoices.ts';
import { deliveriesOf } from '../../db/invoices/deliveries.ts';
import { documentsOf } from '../../db/invoices/documents.ts';
import { invoiceById, numberOf } from '../../db/invoices/invoices.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { Problem } from '../../domain/problem.ts';
import type { ReaderContext } from '../context.ts';
import { ksefOf } from '../ksef/state.ts';
import { readerOf } from '../reader.ts';
import { invoiceOut } from './represent.ts';

/** The invoice with the state of its PDF and deliveries. Another person's invoice gives invoice.not_found. */
export async function getInvoice({ ctx, input }: { ctx: ReaderContext; input: { id: string } }): Promise<InvoiceOut> {
  return ctx.app.db.withTenant(readerOf(ctx), (tx) => loadInvoice(tx, input.id));
}

export async function loadInvoice(tx: TenantTx, id: string): Promise<InvoiceOut> {
  const [invoice, { pdf, confirmation, fa3, upo }, deliveries, corrections] = await Promise.all([
    invoiceById(tx, id),
    documentsOf(tx, id),
    deliveriesOf(tx, id),
    correctionNumbersOf(tx, id),
  ]);
  if (!invoice || !pdf) throw new Problem('invoice.not_found');
  const [corrects, ksef] = await Promise.all([
    invoice.correctsId === undefined ? undefined : numberOf(tx, invoice.correctsId),
    ksefOf(tx, invoice),
  ]);
  // A confirmation that was not made before KSeF decided is never made, so its mail waits for nothing.
  const isOver = confirmation?.state !== 'ready' && (ksef?.number !== undefined || ksef?.state === 'rejected');
  const shown = deliveries.filter(({ document }) => !(isOver && document === 'confirmation'));
  return invoiceOut(invoice, { pdf, confirmation, xml: fa3, upo }, shown, { corrects, corrections, ksef });
}
