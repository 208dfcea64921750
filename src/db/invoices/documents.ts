import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { DocumentLayout, LayoutProblem } from '../../domain/invoices/documentLayout.ts';
import { deliveries, documents, invoices } from '../schema.ts';
import type { TenantTx } from '../tenancy.ts';

export type InvoiceDocument = {
  state: 'queued' | 'ready' | 'failed';
  sha256: string | null;
  storageKey: string | null;
  attempts: number;
  /** Null while there is none. */
  layout: DocumentLayout | null;
};

const columns = {
  state: documents.state,
  sha256: sql<string | null>`encode(${documents.sha256}, 'hex')`,
  storageKey: documents.storageKey,
  attempts: documents.attempts,
  layout: documents.layout,
};

export async function documentOf(tx: TenantTx, invoiceId: string): Promise<InvoiceDocument | undefined> {
  const [row] = await tx.q.select(columns).from(documents).where(own(tx, invoiceId));
  return row;
}

export async function insertDocument(tx: TenantTx, invoiceId: string): Promise<void> {
  await tx.q.execute(sql`insert into documents (tenant_id, invoice_id) values (${tx.tenantId}, ${invoiceId})`);
}

/** A stored file, the layout it is printed in, and what the layouts tried before it did not print. */
export type MadeDocument = {
  sha256: Buffer;
  byteSize: number;
  storageKey: string;
  layout: DocumentLayout;
  layoutProblems: LayoutProblem[];
};

/** False when the document was ready before: the first one stays. */
export async function markReady(tx: TenantTx, invoiceId: string, made: MadeDocument): Promise<boolean> {
  const rows = await tx.q
    .update(documents)
    .set({
      state: 'ready',
      ...made,
      lastError: null,
      readyAt: sql`now()`,
    })
    .where(and(own(tx, invoiceId), sql`${documents.state} <> 'ready'`))
    .returning({ id: documents.invoiceId });
  return rows.length === 1;
}

/** Counts an attempt before it is made, so that one that kills the worker counts too; asking again after a failure starts over. */
export async function beginRender(tx: TenantTx, invoiceId: string): Promise<number> {
  const [row] = await tx.q
    .update(documents)
    .set({
      state: 'queued',
      attempts: sql`case when ${documents.state} = 'failed' then 1 else ${documents.attempts} + 1 end`,
    })
    .where(and(own(tx, invoiceId), sql`${documents.state} <> 'ready'`))
    .returning({ attempts: documents.attempts });
  return row?.attempts ?? 0;
}

/** Remembers why an attempt failed; `final` shows the document as failed. */
export async function markFailure(
  tx: TenantTx,
  invoiceId: string,
  failure: { error: string; final: boolean },
): Promise<void> {
  await tx.q
    .update(documents)
    .set({ lastError: failure.error, ...(failure.final ? { state: 'failed' as const } : {}) })
    .where(and(own(tx, invoiceId), sql`${documents.state} <> 'ready'`));
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

function own(tx: TenantTx, invoiceId: string) {
  return and(eq(documents.tenantId, tx.tenantId), eq(documents.invoiceId, invoiceId));
}

export type DeliveryKind = 'shopper_mail' | 'chain_mail';
export type Delivery = {
  id: string;
  invoiceId: string;
  kind: DeliveryKind;
  recipient: string;
  state: 'queued' | 'sent' | 'retrying' | 'failed';
  attempts: number;
  createdAt: Date;
  sentAt: Date | null;
};

const deliveryColumns = {
  id: deliveries.id,
  invoiceId: deliveries.invoiceId,
  kind: deliveries.kind,
  recipient: deliveries.recipient,
  state: deliveries.state,
  attempts: deliveries.attempts,
  createdAt: deliveries.createdAt,
  sentAt: deliveries.sentAt,
};

export async function insertDeliveries(
  tx: TenantTx,
  invoiceId: string,
  news: readonly { kind: DeliveryKind; recipient: string }[],
): Promise<string[]> {
  const rows = await tx.q.execute<{ id: string }>(sql`
    insert into deliveries (tenant_id, invoice_id, kind, recipient)
    select ${tx.tenantId}::uuid, ${invoiceId}::uuid, kind, recipient
    from jsonb_to_recordset(${JSON.stringify(news)}::jsonb) as r (kind text, recipient text)
    returning id`);
  return rows.map((row) => row.id);
}

/** Deliveries of an invoice, oldest first. */
export async function deliveriesOf(tx: TenantTx, invoiceId: string): Promise<Delivery[]> {
  return tx.q
    .select(deliveryColumns)
    .from(deliveries)
    .where(and(eq(deliveries.tenantId, tx.tenantId), eq(deliveries.invoiceId, invoiceId)))
    .orderBy(asc(deliveries.createdAt), asc(deliveries.id));
}

export async function deliveryById(tx: TenantTx, id: string): Promise<Delivery | undefined> {
  const [row] = await tx.q
    .select(deliveryColumns)
    .from(deliveries)
    .where(and(eq(deliveries.tenantId, tx.tenantId), eq(deliveries.id, id)));
  return row;
}

/** Ids of the invoice's deliveries that still have to leave. */
export async function pendingDeliveries(tx: TenantTx, invoiceId: string): Promise<string[]> {
  const rows = await tx.q
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.tenantId, tx.tenantId),
        eq(deliveries.invoiceId, invoiceId),
        inArray(deliveries.state, ['queued', 'retrying']),
      ),
    );
  return rows.map((row) => row.id);
}

/** Counts an attempt before it is made. */
export async function beginDelivery(tx: TenantTx, id: string): Promise<number> {
  const [row] = await tx.q
    .update(deliveries)
    .set({ attempts: sql`${deliveries.attempts} + 1` })
    .where(and(eq(deliveries.tenantId, tx.tenantId), eq(deliveries.id, id)))
    .returning({ attempts: deliveries.attempts });
  return row?.attempts ?? 0;
}

export async function markSent(tx: TenantTx, id: string): Promise<void> {
  await tx.q
    .update(deliveries)
    .set({ state: 'sent', lastError: null, sentAt: sql`now()` })
    .where(and(eq(deliveries.tenantId, tx.tenantId), eq(deliveries.id, id)));
}

/** Remembers why an attempt failed; `final` shows the delivery as failed. */
export async function markDeliveryFailure(
  tx: TenantTx,
  id: string,
  failure: { error: string; final: boolean },
): Promise<void> {
  await tx.q
    .update(deliveries)
    .set({ state: failure.final ? 'failed' : 'retrying', lastError: failure.error })
    .where(and(eq(deliveries.tenantId, tx.tenantId), eq(deliveries.id, id)));
}
