import { and, eq, sql } from 'drizzle-orm';
import { posKeys } from '../schema/chains.ts';
import type { TenantTx } from '../tenancy.ts';

export async function insertPosKey(tx: TenantTx, key: { label: string; sha256: Buffer }): Promise<string> {
  const [row] = await tx.q
    .insert(posKeys)
    .values({ tenantId: tx.tenantId, label: key.label, keySha256: key.sha256 })
    .returning({ id: posKeys.id });
  if (!row) throw new Error('key not inserted');
  return row.id;
}

/** The id of a valid key. */
export async function findPosKey(tx: TenantTx, sha256: Buffer): Promise<string | undefined> {
  const [row] = await tx.q
    .select({ id: posKeys.id })
    .from(posKeys)
    .where(and(eq(posKeys.tenantId, tx.tenantId), eq(posKeys.keySha256, sha256), sql`${posKeys.revokedAt} is null`));
  return row?.id;
}
