import type { Static } from 'typebox';
import type { Page } from '../../../../src/contract/common.ts';
import type { DeliveryOut, InvoiceOut, InvoiceQuery, InvoiceRow } from '../../../../src/contract/invoices.ts';
import type { OfficeMe, StoreOut } from '../../../../src/contract/sessions.ts';
import type {
  DraftSaved,
  PreviewStarted,
  PreviewState,
  Published,
  TemplateKind,
  TemplateOut,
} from '../../../../src/contract/templates.ts';
import type { SiteTextOut, SiteTextPublished } from '../../../../src/contract/texts/siteTexts.ts';
import type { SiteTextKind } from '../../../../src/domain/chains/siteTexts.ts';
import type { Language } from '../../../../src/domain/format.ts';
import type { PrintedKind } from '../../../../src/domain/invoices/documentKind.ts';
import { fetchBytes, send } from '../shared/api.ts';

/**
 * The office's calls, one function each. All throw ApiProblem. The calls for sessions also work on the operator's host.
 */
export type DeliveryKind = DeliveryOut['kind'];

export function enter(email: string, password: string): Promise<OfficeMe> {
  return send('/office/session', { method: 'POST', body: { email, password } });
}

export function leave(): Promise<void> {
  return send('/office/session', { method: 'DELETE' });
}

export function whoAmI(): Promise<OfficeMe> {
  return send('/office/me');
}

/** Accepts an invitation, sets the password and signs the person in. */
export function acceptInvitation(token: string, password: string): Promise<OfficeMe> {
  return send('/office/password', { method: 'POST', body: { token, password } });
}

export function listStores(): Promise<Page<StoreOut>> {
  return send('/office/stores');
}

export function listInvoices(query: InvoiceQuery): Promise<Page<InvoiceRow>> {
  return send('/office/invoices', { query });
}

export function readInvoice(id: string): Promise<InvoiceOut> {
  return send(`/office/invoices/${encodeURIComponent(id)}`);
}

export function sendAgain(id: string, kind: DeliveryKind): Promise<DeliveryOut> {
  return send(`/office/invoices/${encodeURIComponent(id)}/deliveries`, { method: 'POST', body: { kind } });
}

/** The address where the browser shows or, with `download`, saves the PDF. */
export function pdfAddress(
  id: string,
  { download = false, kind = 'pdf' }: { download?: boolean; kind?: PrintedKind } = {},
): string {
  return `/api/v1/office/invoices/${encodeURIComponent(id)}/${kind}${download ? '?download=1' : ''}`;
}

export function invoicePdf(id: string, kind: PrintedKind = 'pdf'): Promise<Blob> {
  return fetchBytes(`/office/invoices/${encodeURIComponent(id)}/${kind}`);
}

export function readTemplate(kind: TemplateKind): Promise<TemplateOut> {
  return send(`/office/templates/${kind}`);
}

/** `revision` is the one that the edit began from; another save in between gives `template.stale`. */
export function saveDraft(kind: TemplateKind, source: string, revision: number): Promise<Static<typeof DraftSaved>> {
  return send(`/office/templates/${kind}/draft`, { method: 'PUT', body: { source, revision } });
}

export function publish(kind: TemplateKind, revision: number): Promise<Static<typeof Published>> {
  // The server first prints and reads back samples.
  return send(`/office/templates/${kind}/publish`, { method: 'POST', body: { revision }, timeoutMs: 30_000 });
}

export function rollBack(kind: TemplateKind, version: number): Promise<Static<typeof Published>> {
  return send(`/office/templates/${kind}/rollback`, { method: 'POST', body: { version } });
}

export function startPreview(kind: TemplateKind, source: string): Promise<Static<typeof PreviewStarted>> {
  return send(`/office/templates/${kind}/previews`, { method: 'POST', body: { source } });
}

export function readPreview(id: string): Promise<PreviewState> {
  return send(`/office/template-previews/${encodeURIComponent(id)}`);
}

export function previewAddress(id: string): string {
  return `/api/v1/office/template-previews/${encodeURIComponent(id)}/file`;
}

export function previewFile(id: string): Promise<Blob> {
  return fetchBytes(`/office/template-previews/${encodeURIComponent(id)}/file`);
}

export function readSiteText(kind: SiteTextKind, language: Language): Promise<SiteTextOut> {
  return send(`/office/texts/${kind}/${language}`);
}

/** `version` is the one that the edit began from; another one in force gives `template.stale`. */
export function publishSiteText(
  kind: SiteTextKind,
  language: Language,
  source: string,
  version: number,
): Promise<Static<typeof SiteTextPublished>> {
  return send(`/office/texts/${kind}/${language}/publish`, { method: 'POST', body: { source, version } });
}
