import { eq } from 'drizzle-orm';
import { stores } from '../schema/chains.ts';
import type { TenantTx } from '../tenancy.ts';

export async function insertStore(
  tx: TenantTx,
  store: { code: string; name: string; address: string },
): Promise<string> {
  const [row] = await tx.q
    .insert(stores)
    .values({ tenantId: tx.tenantId, ...store })
    .returning({ id: stores.id });
  if (!row) throw new Error('store not inserted');
  return row.id;
}

/** The stores that this actor may see, by code. */
export async function listStores(tx: TenantTx): Promise<{ id: string; code: string; name: string; address: string }[]> {
  return tx.q
    .select({ id: stores.id, code: stores.code, name: stores.name, address: stores.address })
    .from(stores)
    .where(eq(stores.tenantId, tx.tenantId))
    .orderBy(stores.code);
}
