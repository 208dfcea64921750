import { documentOf } from '../../db/invoices/documents.ts';
import { invoiceById } from '../../db/invoices/invoices.ts';
import { Problem } from '../../domain/problem.ts';
import type { ReaderContext } from '../context.ts';
import { readerOf } from '../reader.ts';

export type Download = { state: 'queued' } | { state: 'ready'; bytes: Uint8Array; sha256: string; filename: string };

/** The invoice's PDF: the bytes of the first successful rendering. */
export async function downloadInvoice({
  ctx,
  input,
}: {
  ctx: ReaderContext;
  input: { id: string };
}): Promise<Download> {
  const found = await ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    const [invoice, document] = await Promise.all([invoiceById(tx, input.id), documentOf(tx, input.id)]);
    return invoice && document && { number: invoice.number, document };
  });
  if (!found) throw new Problem('invoice.not_found');
  const { state, storageKey, sha256 } = found.document;
  if (state === 'queued') return { state };
  if (state === 'failed' || !storageKey || !sha256) throw new Problem('document.failed');
  const bytes = await ctx.app.documents.get(storageKey);
  if (!bytes) throw new Error(`document ${storageKey} is missing from the store`);
  return { state, bytes, sha256, filename: invoiceFilename(found.number) };
}

/** `FP/K01/2026/11/7` is saved as `FP-K01-2026-11-7.pdf`. */
export function invoiceFilename(number: string): string {
  return `${number.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'faktura'}.pdf`;
}
