import { insertDeliveries } from '../../db/invoices/deliveries.ts';
import { insertDocument } from '../../db/invoices/documents.ts';
import { type InvoiceRecord, insertInvoice } from '../../db/invoices/invoices.ts';
import { insertKsefSubmission } from '../../db/invoices/ksefSubmissions.ts';
import { nextNumber } from '../../db/invoices/numbers.ts';
import { enqueue } from '../../db/outbox.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { deliveryKind, type Recipient } from '../../domain/invoices/channel.ts';
import { type FiscalFile, printed } from '../../domain/invoices/documentKind.ts';
import { formatNumber, numberingPeriod, numberingSeries } from '../../domain/invoices/numbering.ts';

/** The content of an invoice or a correction, except its number. */
export type InvoiceContent = Omit<InvoiceRecord, 'series' | 'period' | 'n' | 'number'>;

/** Input of a number: its format, and the code of the issuing store. */
export type Series = { numberFormat: string; storeCode: string };

/**
 * Gives the invoice the next number of its series and inserts it with its document, its deliveries and the task to render
 * it, and with its file for the tax office where it has one. Every kind of invoice is registered here. The number counter
 * stays locked until the transaction ends, so call this last. Gives the invoice's id.
 */
export async function registerInvoice(
  tx: TenantTx,
  content: InvoiceContent,
  { numberFormat, storeCode }: Series,
  recipients: readonly Recipient[],
  { file, isSent }: { file?: FiscalFile | undefined; isSent: boolean } = { isSent: false },
): Promise<string> {
  const { issueDate } = content;
  // Each kind has its own counter, so corrections leave no gaps among invoices. No store code contains a space.
  const counted = numberingSeries(numberFormat, storeCode);
  const series = content.kind === 'invoice' ? counted : `${content.kind} ${counted}`;
  const period = numberingPeriod(numberFormat, issueDate);
  const n = await nextNumber(tx, series, period);
  const number = formatNumber(numberFormat, { store: storeCode, issueDate, n }, countryOf(content.country).numbering);
  const id = await insertInvoice(tx, { ...content, series, period, n, number });
  await Promise.all([
    insertDocument(tx, id, printed),
    insertDeliveries(tx, id, recipients),
    // A document that is sent to the tax office is printed when it has its number there.
    ...(isSent ? sentToKsef(tx, id, recipients) : [enqueue(tx, 'render', [id])]),
    ...(file ? [insertDocument(tx, id, file), enqueue(tx, file, [id])] : []),
  ]);
  return id;
}

/** Until the number is there, the shopper has a confirmation; the chain and an accountant need only the invoice. */
function sentToKsef(tx: TenantTx, id: string, recipients: readonly Recipient[]): Promise<unknown>[] {
  const shopper = recipients.filter((one) => deliveryKind(one) === 'shopper_mail');
  return [
    insertDocument(tx, id, 'confirmation'),
    insertDocument(tx, id, 'upo'),
    insertKsefSubmission(tx, id),
    insertDeliveries(tx, id, shopper, 'confirmation'),
  ];
}
