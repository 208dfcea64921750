import { and, asc, desc, eq, gt, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { CorrectionChange } from '../../domain/invoices/correctionChange.ts';
import { isUniqueViolation } from '../errors.ts';
import { correctionDrafts, type DraftOrigin, type DraftState } from '../schema/corrections.ts';
import { invoices } from '../schema/invoices.ts';
import type { TenantTx } from '../tenancy.ts';

/** A correction that somebody asked for. */
export type CorrectionDraft = {
  id: string;
  invoiceId: string;
  origin: DraftOrigin;
  change: CorrectionChange;
  note: string | null;
  state: DraftState;
  createdAt: Date;
  decidedAt: Date | null;
  decisionNote: string | null;
};

const columns = {
  id: correctionDrafts.id,
  invoiceId: correctionDrafts.invoiceId,
  origin: correctionDrafts.origin,
  change: correctionDrafts.change,
  note: correctionDrafts.note,
  state: correctionDrafts.state,
  createdAt: correctionDrafts.createdAt,
  decidedAt: correctionDrafts.decidedAt,
  decisionNote: correctionDrafts.decisionNote,
};

/** Who asks: a till's return, the shopper, or a member of staff. */
export type Asker =
  | { origin: 'return'; returnId: string }
  | { origin: 'shopper' }
  | { origin: 'staff'; createdBy: string };

export type NewDraft = { invoiceId: string; change: CorrectionChange; note?: string | undefined };

/** Inserts a draft that waits for a decision; gives its id. Another waiting one of the shopper fails with `isDraftWaiting`. */
export async function insertDraft(tx: TenantTx, asker: Asker, draft: NewDraft): Promise<string> {
  const [row] = await tx.q.execute<{ id: string }>(insertion(tx, asker, draft));
  if (!row) throw new Error('draft not inserted');
  return row.id;
}

// Each role may write its own columns only, and drizzle-orm would name every column.
function insertion(tx: TenantTx, asker: Asker, { invoiceId, change, note = '' }: NewDraft): SQL {
  const common = sql`${tx.tenantId}::uuid, ${invoiceId}::uuid, ${asker.origin}, ${change.reason}, ${JSON.stringify(change)}::jsonb,
    nullif(${note}, '')`;
  if (asker.origin === 'return')
    return sql`insert into correction_drafts (tenant_id, invoice_id, origin, reason, change, note, return_id)
      values (${common}, ${asker.returnId}::uuid) returning id`;
  if (asker.origin === 'staff')
    return sql`insert into correction_drafts (tenant_id, invoice_id, origin, reason, change, note, created_by)
      values (${common}, ${asker.createdBy}::uuid) returning id`;
  return sql`insert into correction_drafts (tenant_id, invoice_id, origin, reason, change, note)
    values (${common}) returning id`;
}

export function isDraftWaiting(error: unknown): boolean {
  return isUniqueViolation(error, 'one_waiting_request_of_a_shopper');
}

/** The draft, locked until the transaction ends. */
export async function lockDraft(tx: TenantTx, id: string): Promise<CorrectionDraft | undefined> {
  const [row] = await tx.q.select(columns).from(correctionDrafts).where(byId(tx, id)).for('update');
  return row;
}

export async function draftById(tx: TenantTx, id: string): Promise<CorrectionDraft | undefined> {
  const [row] = await tx.q.select(columns).from(correctionDrafts).where(byId(tx, id));
  return row;
}

/** Every draft of these invoices, oldest first. */
export async function draftsOf(tx: TenantTx, invoiceIds: readonly string[]): Promise<CorrectionDraft[]> {
  if (invoiceIds.length === 0) return [];
  return tx.q
    .select(columns)
    .from(correctionDrafts)
    .where(and(eq(correctionDrafts.tenantId, tx.tenantId), inArray(correctionDrafts.invoiceId, [...invoiceIds])))
    .orderBy(asc(correctionDrafts.createdAt), asc(correctionDrafts.id));
}

/** The drafts that a return led to. */
export async function draftIdsOfReturn(tx: TenantTx, returnId: string): Promise<string[]> {
  const rows = await tx.q
    .select({ id: correctionDrafts.id })
    .from(correctionDrafts)
    .where(and(eq(correctionDrafts.tenantId, tx.tenantId), eq(correctionDrafts.returnId, returnId)))
    .orderBy(asc(correctionDrafts.createdAt), asc(correctionDrafts.id));
  return rows.map(({ id }) => id);
}

export type DraftListing = CorrectionDraft & { number: string; buyerName: string };

/** Drafts in this state with what a list shows: the oldest first while they wait, then the newest first. */
export async function listDrafts(
  tx: TenantTx,
  { state, after, limit }: { state: DraftState; after?: string | undefined; limit: number },
): Promise<DraftListing[]> {
  // Ids are of version 7: their order is the order in which the drafts were made.
  const [order, beyond] = state === 'waiting' ? [asc, gt] : [desc, lt];
  return tx.q
    .select({ ...columns, number: invoices.number, buyerName: invoices.buyerName })
    .from(correctionDrafts)
    .innerJoin(
      invoices,
      and(eq(invoices.tenantId, correctionDrafts.tenantId), eq(invoices.id, correctionDrafts.invoiceId)),
    )
    .where(
      and(
        eq(correctionDrafts.tenantId, tx.tenantId),
        eq(correctionDrafts.state, state),
        after === undefined ? undefined : beyond(correctionDrafts.id, after),
      ),
    )
    .orderBy(order(correctionDrafts.id))
    .limit(limit);
}

/** Writes the decision. `by` is the member of staff; a chain that lets returns run by themselves has none. */
export async function decide(
  tx: TenantTx,
  id: string,
  { state, by, note }: { state: Exclude<DraftState, 'waiting'>; by?: string | undefined; note?: string | undefined },
): Promise<void> {
  await tx.q
    .update(correctionDrafts)
    .set({ state, decidedBy: by ?? null, decidedAt: sql`now()`, decisionNote: note ?? null })
    .where(byId(tx, id));
}

function byId(tx: TenantTx, id: string) {
  return and(eq(correctionDrafts.tenantId, tx.tenantId), eq(correctionDrafts.id, id));
}
