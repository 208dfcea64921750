import { and, asc, desc, eq } from 'drizzle-orm';
import { invoiceById, type StoredInvoice } from '../invoices/invoices.ts';
import { invoiceSales, invoices } from '../schema/invoices.ts';
import { shoppers } from '../schema/people.ts';
import type { TenantTx } from '../tenancy.ts';

/** The corrections of an invoice, oldest first. */
export async function correctionsOf(tx: TenantTx, invoiceId: string): Promise<StoredInvoice[]> {
  const rows = await correctionNumbersOf(tx, invoiceId);
  const found = await Promise.all(rows.map(({ id }) => invoiceById(tx, id)));
  return found.flatMap((one) => one ?? []);
}

/** Ids and numbers of the corrections of an invoice, oldest first. */
export async function correctionNumbersOf(tx: TenantTx, invoiceId: string): Promise<{ id: string; number: string }[]> {
  return tx.q
    .select({ id: invoices.id, number: invoices.number })
    .from(invoices)
    .where(and(eq(invoices.tenantId, tx.tenantId), eq(invoices.correctsId, invoiceId)))
    .orderBy(asc(invoices.correctionNo));
}

/** The invoices, corrections aside, that carry lines of a receipt, newest first. */
export async function invoicesOfReceipt(tx: TenantTx, receiptId: string): Promise<StoredInvoice[]> {
  const rows = await tx.q
    .select({ id: invoices.id })
    .from(invoiceSales)
    .innerJoin(invoices, and(eq(invoices.tenantId, invoiceSales.tenantId), eq(invoices.id, invoiceSales.invoiceId)))
    .where(
      and(eq(invoiceSales.tenantId, tx.tenantId), eq(invoiceSales.receiptId, receiptId), eq(invoices.kind, 'invoice')),
    )
    .orderBy(desc(invoices.issuedAt), desc(invoices.id));
  const found = await Promise.all(rows.map(({ id }) => invoiceById(tx, id)));
  return found.flatMap((one) => one ?? []);
}

/** Where the shopper of an invoice gets its documents; null once she has erased her account. */
export async function emailOfShopper(tx: TenantTx, shopperId: string): Promise<string | null> {
  const [row] = await tx.q
    .select({ email: shoppers.email })
    .from(shoppers)
    .where(and(eq(shoppers.tenantId, tx.tenantId), eq(shoppers.id, shopperId)));
  if (!row) throw new Error(`no shopper ${shopperId}`);
  return row.email;
}
