import type { InvoiceOut } from '../../contract/invoices.ts';
import { correctionNumbersOf } from '../../db/corrections/correctedInvoices.ts';
import { deliveriesOf } from '../../db/invoices/deliveries.ts';
import { documentsOf } from '../../db/invoices/documents.ts';
import { invoiceById, numberOf } from '../../db/invoices/invoices.ts';
import { ksefSubmissionOf } from '../../db/invoices/ksefSubmissions.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { Problem } from '../../domain/problem.ts';
import type { ReaderContext } from '../context.ts';
import { readerOf } from '../reader.ts';
import { invoiceOut } from './represent.ts';

/** The invoice with the state of its PDF and deliveries. Another person's invoice gives invoice.not_found. */
export async function getInvoice({ ctx, input }: { ctx: ReaderContext; input: { id: string } }): Promise<InvoiceOut> {
  return ctx.app.db.withTenant(readerOf(ctx), (tx) => loadInvoice(tx, input.id));
}

export async function loadInvoice(tx: TenantTx, id: string): Promise<InvoiceOut> {
  const [invoice, { pdf, confirmation, fa3, upo }, deliveries, corrections, ksef] = await Promise.all([
    invoiceById(tx, id),
    documentsOf(tx, id),
    deliveriesOf(tx, id),
    correctionNumbersOf(tx, id),
    ksefSubmissionOf(tx, id),
  ]);
  if (!invoice || !pdf) throw new Problem('invoice.not_found');
  const corrects = invoice.correctsId === undefined ? undefined : await numberOf(tx, invoice.correctsId);
  return invoiceOut(invoice, { pdf, confirmation, xml: fa3, upo }, deliveries, { corrects, corrections, ksef });
}
