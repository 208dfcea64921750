import { and, asc, eq, gt, inArray, notExists, type SQL, sql } from 'drizzle-orm';
import { correctionDrafts } from '../schema/corrections.ts';
import { documents, ksefSubmissions } from '../schema/documents.ts';
import { invoices } from '../schema/invoices.ts';
import type { TenantTx } from '../tenancy.ts';
import { type BookMonth, inMonth } from './monthBook.ts';

/** The rows of a kind after an id, in the order of their ids. */
export type DifferencePage = { after?: string | undefined; limit: number };

/** An invoice that differs; `id` is its own, or that of the draft which waits for it. */
export type InvoiceDifference = {
  id: string;
  invoiceId: string;
  number: string;
  day: string;
  gross: number;
  reason: string | null;
};

const columns = {
  id: invoices.id,
  invoiceId: invoices.id,
  number: invoices.number,
  day: invoices.issueDate,
  gross: invoices.grossMinor,
  reason: ksefSubmissions.reason,
};

/** Invoices of the month up to a day that were handed over for KSeF and have no number. */
export function withoutNumber(
  tx: TenantTx,
  month: BookMonth,
  lastDay: string,
  page: DifferencePage,
): Promise<InvoiceDifference[]> {
  const isOpen = inArray(ksefSubmissions.state, ['queued', 'sent', 'failed']);
  return submitted(tx, month, page, and(isOpen, sql`${invoices.issueDate} <= ${lastDay}`));
}

/** Invoices of the month with a number whose UPO is not stored. */
export function withoutUpo(tx: TenantTx, month: BookMonth, page: DifferencePage): Promise<InvoiceDifference[]> {
  const upo = tx.q
    .select({ kind: documents.kind })
    .from(documents)
    .where(
      and(
        eq(documents.tenantId, invoices.tenantId),
        eq(documents.invoiceId, invoices.id),
        eq(documents.kind, 'upo'),
        eq(documents.state, 'ready'),
      ),
    );
  return submitted(tx, month, page, and(eq(ksefSubmissions.state, 'accepted'), notExists(upo)));
}

/** Invoices of the month that KSeF refused. */
export function rejected(tx: TenantTx, month: BookMonth, page: DifferencePage): Promise<InvoiceDifference[]> {
  return submitted(tx, month, page, eq(ksefSubmissions.state, 'rejected'));
}

async function submitted(
  tx: TenantTx,
  month: BookMonth,
  { after, limit }: DifferencePage,
  which: SQL | undefined,
): Promise<InvoiceDifference[]> {
  return tx.q
    .select(columns)
    .from(invoices)
    .innerJoin(
      ksefSubmissions,
      and(eq(ksefSubmissions.tenantId, invoices.tenantId), eq(ksefSubmissions.invoiceId, invoices.id)),
    )
    .where(and(inMonth(tx, month), which, after === undefined ? undefined : gt(invoices.id, after)))
    .orderBy(asc(invoices.id))
    .limit(limit);
}

/** Corrections of the month's invoices that wait for a decision. */
export async function waitingCorrections(
  tx: TenantTx,
  month: BookMonth,
  { after, limit }: DifferencePage,
): Promise<InvoiceDifference[]> {
  return tx.q
    .select({ ...columns, id: correctionDrafts.id, reason: correctionDrafts.note })
    .from(correctionDrafts)
    .innerJoin(
      invoices,
      and(eq(invoices.tenantId, correctionDrafts.tenantId), eq(invoices.id, correctionDrafts.invoiceId)),
    )
    .where(
      and(
        inMonth(tx, month),
        eq(correctionDrafts.state, 'waiting'),
        after === undefined ? undefined : gt(correctionDrafts.id, after),
      ),
    )
    .orderBy(asc(correctionDrafts.id))
    .limit(limit);
}
