import type { DeliveryOut, InvoiceOut, InvoiceRow, KsefStateOut, PreviewOut } from '../../contract/invoices.ts';
import type { Delivery } from '../../db/invoices/deliveries.ts';
import type { InvoiceDocument } from '../../db/invoices/documents.ts';
import type { InvoiceListing } from '../../db/invoices/invoiceList.ts';
import type { StoredInvoice } from '../../db/invoices/invoices.ts';
import { deliveryKind } from '../../domain/invoices/channel.ts';
import type { Invoice, InvoiceLine } from '../../domain/invoices/invoice.ts';
import { percentOf } from '../../domain/money/rate.ts';

/** The money of a selection or an invoice as JSON. */
export function totalsOut({
  lines,
  rates,
  totals,
  deposits,
  due,
}: Pick<Invoice, 'lines' | 'rates' | 'totals' | 'deposits' | 'due'>): PreviewOut {
  return {
    lines: lines.map(lineOut),
    rates: rates.map(({ rate, ...amounts }) => ({ percent: percentOf(rate), ...amounts })),
    totals,
    deposits,
    due,
  };
}

function lineOut({ letter, rate, ...line }: InvoiceLine): InvoiceOut['lines'][number] {
  const { quantity, discount, gross, before } = line;
  return {
    ...line,
    rate: { letter, percent: percentOf(rate) },
    ...(before ? { after: { quantity, discount, gross } } : {}),
  };
}

/** An invoice with the documents beside it: the corrected one of a correction, the corrections of an invoice. */
export type Related = {
  corrects?: Reference | undefined;
  corrections: readonly Reference[];
  /** Its way through KSeF. */
  ksef?: KsefStateOut | undefined;
};
type Reference = { id: string; number: string };

type Documents = {
  pdf: InvoiceDocument;
  confirmation?: InvoiceDocument | undefined;
  xml?: InvoiceDocument | undefined;
  upo?: InvoiceDocument | undefined;
};

export function invoiceOut(
  invoice: StoredInvoice,
  { pdf, confirmation, xml, upo }: Documents,
  deliveries: readonly Delivery[],
  { corrects, corrections, ksef }: Related,
): InvoiceOut {
  const { correction } = invoice;
  return {
    id: invoice.id,
    number: invoice.number,
    status: 'issued',
    kind: invoice.kind,
    issuedAt: invoice.issuedAt,
    issueDate: invoice.issueDate,
    saleDate: invoice.saleDate,
    currency: invoice.currency,
    seller: invoice.seller,
    buyer: invoice.buyer,
    sales: invoice.sales.map(({ storeCode, storeName, storeAddress, ...sale }) => ({
      ...sale,
      store: { code: storeCode, name: storeName, address: storeAddress },
    })),
    ...totalsOut(invoice),
    payments: invoice.payments,
    annotations: invoice.annotations,
    ...(corrects ? { corrects } : { corrections: [...corrections] }),
    ...(correction ? { reason: correction.reason } : {}),
    ...(correction?.buyerBefore ? { buyerBefore: correction.buyerBefore } : {}),
    document: documentOut(pdf),
    ...(confirmation === undefined ? {} : { confirmation: documentOut(confirmation) }),
    ...(xml === undefined ? {} : { xml: documentOut(xml) }),
    ...(upo === undefined ? {} : { upo: documentOut(upo) }),
    ...(ksef === undefined ? {} : { ksef }),
    deliveries: deliveries.map(deliveryOut),
  };
}

export function deliveryOut({ id, state, attempts, document, createdAt, sentAt, ...recipient }: Delivery): DeliveryOut {
  return {
    id,
    kind: deliveryKind(recipient),
    to: recipient.address,
    document,
    state,
    attempts,
    createdAt: createdAt.toISOString(),
    ...(sentAt ? { sentAt: sentAt.toISOString() } : {}),
  };
}

export function invoiceRow(row: InvoiceListing): InvoiceRow {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    issuedAt: row.issuedAt.toISOString(),
    issueDate: row.issueDate,
    saleDate: row.saleDate,
    buyer: { kind: row.buyerKind, name: row.buyerName, ...(row.buyerNip === null ? {} : { nip: row.buyerNip }) },
    store: { code: row.storeCode, name: row.storeName },
    gross: row.gross,
    due: row.due,
    currency: row.currency,
    document: documentOut({ state: row.documentState, sha256: row.documentSha256 }),
  };
}

function documentOut({
  state,
  sha256,
  layout = null,
}: Pick<InvoiceDocument, 'state' | 'sha256'> & { layout?: InvoiceDocument['layout'] }): InvoiceOut['document'] {
  return { state, ...(sha256 === null ? {} : { sha256 }), ...(layout === null ? {} : { layout }) };
}
