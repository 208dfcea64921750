import { and, asc, eq } from 'drizzle-orm';
import { receiptCertificates } from '../schema/chains.ts';
import type { TenantTx } from '../tenancy.ts';

export type ReceiptCertificate = typeof receiptCertificates.$inferSelect;
export type NewReceiptCertificate = Omit<ReceiptCertificate, 'tenantId' | 'id' | 'createdAt'>;

/** The chain's certificates, oldest first. */
export async function listCertificates(tx: TenantTx): Promise<ReceiptCertificate[]> {
  return tx.q
    .select()
    .from(receiptCertificates)
    .where(eq(receiptCertificates.tenantId, tx.tenantId))
    .orderBy(asc(receiptCertificates.id));
}

export async function certificateByHash(tx: TenantTx, sha256: Buffer): Promise<ReceiptCertificate | undefined> {
  const [row] = await tx.q
    .select()
    .from(receiptCertificates)
    .where(and(eq(receiptCertificates.tenantId, tx.tenantId), eq(receiptCertificates.sha256, sha256)));
  return row;
}

/** Does nothing for a certificate that the chain has already. */
export async function insertCertificate(tx: TenantTx, certificate: NewReceiptCertificate): Promise<void> {
  await tx.q
    .insert(receiptCertificates)
    .values({ tenantId: tx.tenantId, ...certificate })
    .onConflictDoNothing();
}

/** False for an id that the chain does not have. */
export async function deleteCertificate(tx: TenantTx, id: string): Promise<boolean> {
  const rows = await tx.q
    .delete(receiptCertificates)
    .where(and(eq(receiptCertificates.tenantId, tx.tenantId), eq(receiptCertificates.id, id)))
    .returning({ id: receiptCertificates.id });
  return rows.length > 0;
}
