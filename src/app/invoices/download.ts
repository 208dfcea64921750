import { documentOf } from '../../db/invoices/documents.ts';
import { invoiceById } from '../../db/invoices/invoices.ts';
import type { DocumentKind } from '../../domain/invoices/documentKind.ts';
import { Problem } from '../../domain/problem.ts';
import type { ReaderContext } from '../context.ts';
import { readerOf } from '../reader.ts';

export type Download = { state: 'queued' } | { state: 'ready'; bytes: Uint8Array; sha256: string; filename: string };

type Call = { ctx: ReaderContext; input: { id: string } };

/** The invoice's PDF: the bytes of the first successful rendering. */
export function downloadInvoice(call: Call): Promise<Download> {
  return downloadDocument(call, 'pdf', 'pdf');
}

/** The invoice's FA(3) file, byte for byte as KSeF gets it. document.not_found for an invoice without one. */
export function downloadXml(call: Call): Promise<Download> {
  return downloadDocument(call, 'fa3', 'xml');
}

/** What a company has until KSeF has numbered its invoice. document.not_found for an invoice that never has one. */
export function downloadConfirmation(call: Call): Promise<Download> {
  return downloadDocument(call, 'confirmation', 'potwierdzenie.pdf');
}

/** KSeF's receipt of the invoice (UPO), as KSeF signed it. document.not_found for an invoice outside KSeF. */
export function downloadUpo(call: Call): Promise<Download> {
  return downloadDocument(call, 'upo', 'upo.xml');
}

async function downloadDocument({ ctx, input }: Call, kind: DocumentKind, extension: string): Promise<Download> {
  const [invoice, document] = await ctx.app.db.withTenant(readerOf(ctx), (tx) =>
    Promise.all([invoiceById(tx, input.id), documentOf(tx, input.id, kind)]),
  );
  if (!invoice) throw new Problem('invoice.not_found');
  if (!document) throw new Problem('document.not_found');
  const { state, storageKey, sha256 } = document;
  if (state === 'queued') return { state };
  if (state === 'failed' || !storageKey || !sha256) throw new Problem('document.failed');
  const bytes = await ctx.app.documents.get(storageKey);
  if (!bytes) throw new Error(`document ${storageKey} is missing from the store`);
  return { state, bytes, sha256, filename: invoiceFilename(invoice.number, extension) };
}

/** `FP/K01/2026/11/7` is saved as `FP-K01-2026-11-7.pdf`. */
export function invoiceFilename(number: string, extension = 'pdf'): string {
  return `${number.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'faktura'}.${extension}`;
}
