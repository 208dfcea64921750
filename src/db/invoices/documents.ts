import { and, desc, eq, sql } from 'drizzle-orm';
import { type DocumentKind, printed } from '../../domain/invoices/documentKind.ts';
import type { DocumentLayout, LayoutProblem } from '../../domain/invoices/documentLayout.ts';
import { documents } from '../schema/documents.ts';
import { invoices } from '../schema/invoices.ts';
import { selection, statement } from '../statement.ts';
import type { TenantTx } from '../tenancy.ts';

export type InvoiceDocument = {
  state: 'queued' | 'ready' | 'failed';
  sha256: string | null;
  storageKey: string | null;
  attempts: number;
  /** Null until the document is ready, and for a document that is not printed. */
  layout: DocumentLayout | null;
};

const columns = {
  state: documents.state,
  sha256: sql<string | null>`encode(${documents.sha256}, 'hex')`,
  storageKey: documents.storageKey,
  attempts: documents.attempts,
  layout: documents.layout,
};

export async function documentOf(
  tx: TenantTx,
  invoiceId: string,
  kind: DocumentKind = printed,
): Promise<InvoiceDocument | undefined> {
  const [row] = await byKind(tx.q, { tenant: tx.tenantId, invoice: invoiceId, kind });
  return row;
}

/** Whether an invoice has a document of this kind, in whatever state. */
export async function hasDocument(tx: TenantTx, invoiceId: string, kind: DocumentKind): Promise<boolean> {
  const rows = await tx.q
    .select({ kind: documents.kind })
    .from(documents)
    .where(and(eq(documents.tenantId, tx.tenantId), eq(documents.invoiceId, invoiceId), eq(documents.kind, kind)));
  return rows.length > 0;
}

const byKind = selection<'tenant' | 'invoice' | 'kind', InvoiceDocument>((q) =>
  q
    .select(columns)
    .from(documents)
    .where(
      and(
        eq(documents.tenantId, sql.placeholder('tenant')),
        eq(documents.invoiceId, sql.placeholder('invoice')),
        eq(documents.kind, sql.placeholder('kind')),
      ),
    ),
);

/** All documents of an invoice, by kind. */
export async function documentsOf(
  tx: TenantTx,
  invoiceId: string,
): Promise<{ readonly [kind in DocumentKind]?: InvoiceDocument }> {
  const rows = await tx.q
    .select({ kind: documents.kind, ...columns })
    .from(documents)
    .where(and(eq(documents.tenantId, tx.tenantId), eq(documents.invoiceId, invoiceId)));
  return Object.fromEntries(rows.map(({ kind, ...document }) => [kind, document]));
}

export async function insertDocument(tx: TenantTx, invoiceId: string, kind: DocumentKind): Promise<void> {
  await tx.q.execute(
    sql`insert into documents (tenant_id, invoice_id, kind) values (${tx.tenantId}, ${invoiceId}, ${kind})`,
  );
}

export type StoredFile = { sha256: Buffer; byteSize: number; storageKey: string };

/** A stored file, the layout that it is printed in, and the facts that earlier layouts did not print. */
export type StoredDocument = StoredFile & {
  layout: DocumentLayout;
  layoutProblems: LayoutProblem[];
};

/** False when the document was ready already; the first file is kept. */
export async function markReady(
  tx: TenantTx,
  invoiceId: string,
  made: StoredFile | StoredDocument,
  kind: DocumentKind = printed,
): Promise<boolean> {
  const { sha256, byteSize: size, storageKey: key } = made;
  const { layout, layoutProblems } = 'layout' in made ? made : { layout: null, layoutProblems: [] };
  const problems = JSON.stringify(layoutProblems);
  const which = { tenant: tx.tenantId, invoice: invoiceId, kind };
  const rows = await madeReady(tx.q, { ...which, sha256, size, key, layout, problems });
  return rows.length === 1;
}

type MadeValues = 'tenant' | 'invoice' | 'kind' | 'sha256' | 'size' | 'key' | 'layout' | 'problems';

const madeReady = statement<MadeValues>(sql`
  update documents set state = 'ready', sha256 = ${sql.placeholder('sha256')}, byte_size = ${sql.placeholder('size')},
    storage_key = ${sql.placeholder('key')}, layout = ${sql.placeholder('layout')},
    layout_problems = ${sql.placeholder('problems')}::jsonb, last_error = null, ready_at = now()
  where tenant_id = ${sql.placeholder('tenant')} and invoice_id = ${sql.placeholder('invoice')}
    and kind = ${sql.placeholder('kind')} and state <> 'ready'
  returning invoice_id`);

/**
 * Counts an attempt before it begins, so an attempt that kills the worker counts too. The count restarts after a final
 * failure.
 */
export async function beginRender(tx: TenantTx, invoiceId: string, kind: DocumentKind = printed): Promise<number> {
  const [row] = await begun(tx.q, { tenant: tx.tenantId, invoice: invoiceId, kind });
  return row?.attempts ?? 0;
}

const begun = statement<'tenant' | 'invoice' | 'kind', { attempts: number }>(sql`
  update documents set state = 'queued', attempts = case when state = 'failed' then 1 else attempts + 1 end
  where tenant_id = ${sql.placeholder('tenant')} and invoice_id = ${sql.placeholder('invoice')}
    and kind = ${sql.placeholder('kind')} and state <> 'ready'
  returning attempts`);

/** Stores why an attempt failed; `final` sets the state to failed. */
export async function markFailure(
  tx: TenantTx,
  invoiceId: string,
  failure: { error: string; final: boolean },
  kind: DocumentKind = printed,
): Promise<void> {
  await tx.q
    .update(documents)
    .set({ lastError: failure.error, ...(failure.final ? { state: 'failed' as const } : {}) })
    .where(and(own(tx, invoiceId, kind), sql`${documents.state} <> 'ready'`));
}

/** The latest documents that the chain's own layout could not print, newest first. */
export async function documentsWithLayoutProblems(
  tx: TenantTx,
  limit: number,
): Promise<{ invoiceId: string; number: string; readyAt: Date | null; problems: LayoutProblem[] }[]> {
  return tx.q
    .select({
      invoiceId: documents.invoiceId,
      number: invoices.number,
      readyAt: documents.readyAt,
      problems: documents.layoutProblems,
    })
    .from(documents)
    .innerJoin(invoices, and(eq(invoices.tenantId, documents.tenantId), eq(invoices.id, documents.invoiceId)))
    .where(and(eq(documents.tenantId, tx.tenantId), sql`${documents.layoutProblems} <> '[]'`))
    .orderBy(desc(documents.readyAt))
    .limit(limit);
}

function own(tx: TenantTx, invoiceId: string, kind: DocumentKind) {
  return and(eq(documents.tenantId, tx.tenantId), eq(documents.invoiceId, invoiceId), eq(documents.kind, kind));
}
