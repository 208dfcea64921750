import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Recipient } from '../../domain/invoices/channel.ts';
import { type PrintedKind, printed } from '../../domain/invoices/documentKind.ts';
import { deliveries } from '../schema/documents.ts';
import { selection, statement, uuidArray } from '../statement.ts';
import type { TenantTx } from '../tenancy.ts';

export type Delivery = Recipient & {
  document: PrintedKind;
  toAccountant: boolean;
  id: string;
  invoiceId: string;
  state: 'queued' | 'sent' | 'retrying' | 'failed';
  attempts: number;
  createdAt: Date;
  sentAt: Date | null;
};

const columns = {
  id: deliveries.id,
  invoiceId: deliveries.invoiceId,
  channel: deliveries.channel,
  address: deliveries.address,
  destinationId: deliveries.destinationId,
  toAccountant: deliveries.toAccountant,
  document: deliveries.document,
  state: deliveries.state,
  attempts: deliveries.attempts,
  createdAt: deliveries.createdAt,
  sentAt: deliveries.sentAt,
};

/** Inserts one delivery of the invoice's document for each recipient; returns their ids. */
export async function insertDeliveries(
  tx: TenantTx,
  invoiceId: string,
  recipients: readonly Recipient[],
  document: PrintedKind = printed,
): Promise<string[]> {
  const rows = recipients.map(({ channel, address, destinationId, toAccountant = false }) => ({
    channel,
    address,
    destination_id: destinationId,
    to_accountant: toAccountant,
  }));
  // Staff send again and have no right to the column of the accountant.
  const more = recipients.some(({ toAccountant }) => toAccountant) ? sql`, to_accountant` : sql``;
  const [column, value] = document === printed ? [sql``, sql``] : [sql`, document`, sql`, ${document}`];
  const inserted = await tx.q.execute<{ id: string }>(sql`
    insert into deliveries (tenant_id, invoice_id, channel, address, destination_id${more}${column})
    select ${tx.tenantId}::uuid, ${invoiceId}::uuid, channel, address, destination_id${more}${value}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (channel text, address text, destination_id uuid, to_accountant boolean)
    returning id`);
  return inserted.map((row) => row.id);
}

/** Deliveries of an invoice, oldest first. */
export async function deliveriesOf(tx: TenantTx, invoiceId: string): Promise<Delivery[]> {
  return byInvoice(tx.q, { tenant: tx.tenantId, invoice: invoiceId });
}

const byInvoice = selection<'tenant' | 'invoice', Delivery>((q) =>
  q
    .select(columns)
    .from(deliveries)
    .where(
      and(eq(deliveries.tenantId, sql.placeholder('tenant')), eq(deliveries.invoiceId, sql.placeholder('invoice'))),
    )
    .orderBy(asc(deliveries.createdAt), asc(deliveries.id)),
);

export async function deliveryById(tx: TenantTx, id: string): Promise<Delivery | undefined> {
  const [row] = await tx.q
    .select(columns)
    .from(deliveries)
    .where(and(eq(deliveries.tenantId, tx.tenantId), eq(deliveries.id, id)));
  return row;
}

/** Ids of the deliveries of an invoice's document that are not sent yet. */
export async function pendingDeliveries(tx: TenantTx, invoiceId: string, document: PrintedKind): Promise<string[]> {
  const rows = await tx.q
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.tenantId, tx.tenantId),
        eq(deliveries.invoiceId, invoiceId),
        eq(deliveries.document, document),
        inArray(deliveries.state, ['queued', 'retrying']),
      ),
    );
  return rows.map((row) => row.id);
}

/** Counts an attempt before it begins. */
export async function beginDelivery(tx: TenantTx, id: string): Promise<number> {
  const [row] = await tx.q
    .update(deliveries)
    .set({ attempts: sql`${deliveries.attempts} + 1` })
    .where(and(eq(deliveries.tenantId, tx.tenantId), eq(deliveries.id, id)))
    .returning({ attempts: deliveries.attempts });
  return row?.attempts ?? 0;
}

/** What a channel needs to know of a delivery. */
export type BegunDelivery = Recipient & { id: string; attempts: number; document: PrintedKind };

/**
 * Begins the deliveries of an invoice's document that are not sent yet and that no entry of the outbox stands for: writes the
 * entries, due in so many seconds, and counts an attempt of each. None when another file is the invoice's document of that kind.
 */
export async function beginPending(
  tx: TenantTx,
  { invoiceId, storageKey }: { invoiceId: string; storageKey: string },
  seconds: number,
): Promise<BegunDelivery[]> {
  const rows = await begunPending(tx.q, { tenant: tx.tenantId, invoice: invoiceId, key: storageKey, seconds });
  return rows.map(({ destination_id: destinationId, ...row }) => ({ ...row, destinationId }));
}

type BegunRow = Omit<BegunDelivery, 'destinationId'> & { destination_id: string | null };

const begunPending = statement<'tenant' | 'invoice' | 'key' | 'seconds', BegunRow>(sql`
  with entered as (
    insert into outbox (tenant_id, task, subject_id, due_at)
    select d.tenant_id, 'deliver', d.id, now() + make_interval(secs => ${sql.placeholder('seconds')})
    from deliveries d join documents o using (tenant_id, invoice_id)
    where d.tenant_id = ${sql.placeholder('tenant')} and d.invoice_id = ${sql.placeholder('invoice')}
      and d.state in ('queued', 'retrying') and o.kind = d.document and o.storage_key = ${sql.placeholder('key')}
    on conflict do nothing returning tenant_id, subject_id)
  update deliveries d set attempts = d.attempts + 1 from entered e
  where d.tenant_id = e.tenant_id and d.id = e.subject_id
  returning d.id, d.channel, d.address, d.destination_id, d.document, d.attempts`);

export async function markSent(tx: TenantTx, ids: readonly string[]): Promise<void> {
  await sent(tx.q, { tenant: tx.tenantId, ids: uuidArray(ids) });
}

const sent = statement<'tenant' | 'ids'>(sql`
  update deliveries set state = 'sent', last_error = null, sent_at = now()
  where tenant_id = ${sql.placeholder('tenant')} and id = any (${sql.placeholder('ids')}::uuid[])`);

/** Stores why an attempt failed; `final` sets the state to failed. */
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
