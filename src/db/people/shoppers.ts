import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
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
  if (!row?.email) throw new Error(`no shopper ${id}`);
  return row.email;
}

export type BuyerRow = {
  id: string;
  kind: 'person' | 'company';
  nip: string | null;
  name: string;
  address: string | null;
};

/** A list longer than this is neither shown nor kept. */
const mostBuyers = 100;

/** The shopper's saved buyers, last used first. */
export async function listBuyers(tx: TenantTx): Promise<BuyerRow[]> {
  return tx.q
    .select(buyerColumns)
    .from(buyers)
    .where(eq(buyers.tenantId, tx.tenantId))
    .orderBy(sql`${buyers.usedAt} desc`)
    .limit(mostBuyers);
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

/** Adds a buyer to the list, or finds the one that is there under the same name. */
export async function addBuyer(tx: TenantTx, buyer: { shopperId: string } & Omit<BuyerRow, 'id'>): Promise<BuyerRow> {
  await rememberBuyer(tx, buyer);
  const [row] = await tx.q
    .select(buyerColumns)
    .from(buyers)
    .where(and(eq(buyers.tenantId, tx.tenantId), likeBuyer(buyer)));
  if (!row) throw new Error('buyer not inserted');
  return row;
}

/** Writes what the buyer is called now. Another one of the same kind, number and name becomes one with it. */
export async function changeBuyer(
  tx: TenantTx,
  id: string,
  buyer: Omit<BuyerRow, 'id'>,
): Promise<BuyerRow | undefined> {
  const [found] = await tx.q.select(buyerColumns).from(buyers).where(oneBuyer(tx, id));
  if (!found || found.kind !== buyer.kind) return undefined;
  await tx.q.delete(buyers).where(and(eq(buyers.tenantId, tx.tenantId), likeBuyer(buyer), ne(buyers.id, id)));
  const { nip, name, address } = buyer;
  const [row] = await tx.q.update(buyers).set({ nip, name, address }).where(oneBuyer(tx, id)).returning(buyerColumns);
  return row;
}

export async function deleteSavedBuyers(tx: TenantTx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.q.delete(buyers).where(and(eq(buyers.tenantId, tx.tenantId), inArray(buyers.id, [...ids])));
}

const buyerColumns = { id: buyers.id, kind: buyers.kind, nip: buyers.nip, name: buyers.name, address: buyers.address };

function oneBuyer(tx: TenantTx, id: string) {
  return and(eq(buyers.tenantId, tx.tenantId), eq(buyers.id, id));
}

function likeBuyer({ kind, nip, name }: Pick<BuyerRow, 'kind' | 'nip' | 'name'>) {
  return and(eq(buyers.kind, kind), nip === null ? isNull(buyers.nip) : eq(buyers.nip, nip), eq(buyers.name, name));
}

export async function deleteSavedBuyer(tx: TenantTx, id: string): Promise<boolean> {
  const rows = await tx.q
    .delete(buyers)
    .where(and(eq(buyers.tenantId, tx.tenantId), eq(buyers.id, id)))
    .returning({ id: buyers.id });
  return rows.length === 1;
}
