import { and, eq } from 'drizzle-orm';
import type { Minor } from '../../domain/money/money.ts';
import { isUniqueViolation } from '../errors.ts';
import { returnLines, returns } from '../schema/corrections.ts';
import type { TenantTx } from '../tenancy.ts';

export type StoredReturn = { id: string; requestSha256: Buffer };

/** The return that a till sent under this id, whatever its receipt. */
export async function returnByExternalId(tx: TenantTx, externalId: string): Promise<StoredReturn | undefined> {
  const [row] = await tx.q
    .select({ id: returns.id, requestSha256: returns.requestSha256 })
    .from(returns)
    .where(and(eq(returns.tenantId, tx.tenantId), eq(returns.externalId, externalId)));
  return row;
}

/** One returned quantity and where it is taken from; without `invoiceId` it was still open to invoice. */
export type ReturnedShare = { lineNo: number; quantity: string; gross: Minor; invoiceId?: string };

export type NewReturn = { receiptId: string; externalId: string; returnedAt: string; requestSha256: Buffer };

/** Inserts a return with its shares; gives its id. */
export async function insertReturn(
  tx: TenantTx,
  { receiptId, externalId, returnedAt, requestSha256 }: NewReturn,
  shares: readonly ReturnedShare[],
): Promise<string> {
  const { tenantId } = tx;
  const [row] = await tx.q
    .insert(returns)
    .values({ tenantId, receiptId, externalId, returnedAt: new Date(returnedAt), requestSha256 })
    .returning({ id: returns.id });
  if (!row) throw new Error('return not inserted');
  await tx.q.insert(returnLines).values(
    shares.map(({ lineNo, quantity, gross, invoiceId }, index) => ({
      tenantId,
      returnId: row.id,
      partNo: index + 1,
      receiptId,
      receiptLineNo: lineNo,
      quantity,
      grossMinor: gross,
      invoiceId: invoiceId ?? null,
    })),
  );
  return row.id;
}

/** Whether a transaction failed because another one used the same external id in the meantime. */
export function isExternalIdTaken(error: unknown): boolean {
  return isUniqueViolation(error, 'returns_tenant_id_external_id_key');
}
