import type { Static } from 'typebox';
import type { Page } from '../../../../src/contract/common.ts';
import type { CompanyFound } from '../../../../src/contract/companies.ts';
import type { InvoiceOut, InvoiceRow, IssueIn } from '../../../../src/contract/invoices.ts';
import type { MailedOrderIn } from '../../../../src/contract/orders.ts';
import type { FindReceipt, FoundReceipt } from '../../../../src/contract/receipts.ts';
import type { CodeRequested, Me } from '../../../../src/contract/sessions.ts';
import type { ShownSiteText } from '../../../../src/contract/texts/siteTexts.ts';
import type { SiteTextKind } from '../../../../src/domain/chains/siteTexts.ts';
import type { Language } from '../../../../src/domain/format.ts';
import type { PrintedKind } from '../../../../src/domain/invoices/documentKind.ts';
import { fetchBytes, follow, send } from './api.ts';

/** The shopper's calls, one function each. All throw ApiProblem. */
export type InvoiceListRow = Static<typeof InvoiceRow>;

/** A text of the site, such as the privacy notice. */
export function readSiteText(kind: SiteTextKind, language: Language): Promise<ShownSiteText> {
  return send(`/texts/${kind}/${language}`);
}

export function findReceipt(by: FindReceipt): Promise<FoundReceipt> {
  return send('/receipts/find', { method: 'POST', body: by });
}

/** Name and address of a company. The registers may take as long as filling in the form. */
export function findCompany(nip: string): Promise<CompanyFound> {
  return send('/companies/find', { method: 'POST', body: { nip }, timeoutMs: 20_000 });
}

/** Mails a code; with an order also a button that issues it. */
export function requestCode(email: string, language: Language, order?: MailedOrderIn): Promise<CodeRequested> {
  return send('/auth/code', { method: 'POST', body: { email, language, ...(order && { order }) } });
}

export function signIn(email: string, code: string): Promise<Me> {
  return send('/auth/session', { method: 'POST', body: { email, code } });
}

export function signOut(): Promise<void> {
  return send('/auth/session', { method: 'DELETE' });
}

export function readMe(): Promise<Me> {
  return send('/me');
}

/** A second call with the same key returns the first invoice. */
export function issueInvoice(order: IssueIn, idempotencyKey: string): Promise<InvoiceOut> {
  return send('/invoices', { method: 'POST', body: order, idempotencyKey, timeoutMs: 30_000 });
}

export function readInvoice(id: string): Promise<InvoiceOut> {
  return send(`/invoices/${encodeURIComponent(id)}`);
}

export function listInvoices(query: { q?: string; cursor?: string; limit?: string }): Promise<Page<InvoiceListRow>> {
  return send('/invoices', { query });
}

export function sendAgain(id: string): Promise<unknown> {
  return send(`/invoices/${encodeURIComponent(id)}/deliveries`, { method: 'POST', body: { kind: 'shopper_mail' } });
}

export function invoicePdf(id: string, kind: PrintedKind = 'pdf'): Promise<Blob> {
  return fetchBytes(`/invoices/${encodeURIComponent(id)}/${kind}`);
}

/** The address where the browser saves a month's invoices as one file. */
export function monthAddress(month: string): string {
  return `/api/v1/invoices/archive?month=${month}`;
}

/** The address where the browser opens or saves the PDF, or the confirmation that precedes it. */
export function pdfAddress(id: string, kind: PrintedKind = 'pdf'): string {
  return `/api/v1/invoices/${encodeURIComponent(id)}/${kind}`;
}

/**
 * Calls back for every state of an invoice until its document is final or the stream breaks off. Returns a function that
 * stops.
 */
export function followInvoice(id: string, onInvoice: (invoice: InvoiceOut) => void, onEnd: () => void): () => void {
  return follow(`/invoices/${encodeURIComponent(id)}/events`, 'invoice', onInvoice, onEnd);
}
