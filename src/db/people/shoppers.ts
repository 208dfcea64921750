import { and, eq, sql } from 'drizzle-orm';
import { buyers, shoppers } from '../schema/people.ts';
import type { TenantTx } from '../tenancy.ts';

/** The shopper with this confirmed address; created on her first visit. */
export async function shopperByEmail(tx: TenantTx, email: string): Promise<string> {
  await tx.q.insert(shoppers).values({ tenantId: tx.tenantId, email }).onConflictDoNothing();
  const [row] = await tx.q
    .select({ id: shoppers.id })
    .from(shoppers)
    .where(and(eq(shoppers.tenantId, tx.tenantId), eq(shoppers.email, email)));
  if (!row) throw new Error('shopper not inserted');
  return row.id;
}

/** The confirmed address of a shopper who is known to be there. */
export async function emailOfShopper(tx: TenantTx, id: string): Promise<string> {
  const [row] = await tx.q
    .select({ email: shoppers.email })
    .from(shoppers)
    .where(and(eq(shoppers.tenantId, tx.tenantId), eq(shoppers.id, id)));
  if (!row) throw new Error(`no shopper ${id}`);
  return row.email;
}

export type BuyerRow = {
  id: string;
  kind: 'person' | 'company';
  nip: string | null;
  name: string;
  address: string | null;
};

/** The shopper's saved buyers, last used first. */
export async function listBuyers(tx: TenantTx): Promise<BuyerRow[]> {
  return tx.q
    .select({ id: buyers.id, kind: buyers.kind, nip: buyers.nip, name: buyers.name, address: buyers.address })
    .from(buyers)
    .where(eq(buyers.tenantId, tx.tenantId))
    .orderBy(sql`${buyers.usedAt} desc`)
    .limit(20);
}

export async function rememberBuyer(
  tx: TenantTx,
  buyer: { shopperId: string; kind: 'person' | 'company'; nip: string | null; name: string; address: string | null },
): Promise<void> {
  await tx.q
    .insert(buyers)
    .values({ tenantId: tx.tenantId, ...buyer })
    .onConflictDoUpdate({
      target: [buyers.tenantId, buyers.shopperId, buyers.kind, buyers.nip, buyers.name],
      set: { address: buyer.address, usedAt: sql`now()` },
    });
}

export async function deleteSavedBuyer(tx: TenantTx, id: string): Promise<boolean> {
  const rows = await tx.q
    .delete(buyers)
    .where(and(eq(buyers.tenantId, tx.tenantId), eq(buyers.id, id)))
    .returning({ id: buyers.id });
  return rows.length === 1;
}
