import { and, desc, eq, ilike, lt, or, sql } from 'drizzle-orm';
import { type ChainSettings, defaultSettings } from '../domain/chains/settings.ts';
import type { Language } from '../domain/format.ts';
import type { Seller } from '../domain/invoices/invoice.ts';
import { chains, posKeys, stores } from './schema.ts';
import type { PlatformTx, TenantTx } from './tenancy.ts';

export type ChainStatus = 'active' | 'suspended';
export type ChainName = { id: string; slug: string; name: string; status: ChainStatus };

/** Turns the label of a host into a chain; the only thing anyone may know before there is a tenant. */
export async function chainBySlug(tx: PlatformTx, slug: string): Promise<ChainName | undefined> {
  const [row] = await tx.q
    .select({ id: chains.id, slug: chains.slug, name: chains.name, status: chains.status })
    .from(chains)
    .where(eq(chains.slug, slug));
  return row;
}

export async function everyChainId(tx: PlatformTx): Promise<string[]> {
  return (await tx.q.select({ id: chains.id }).from(chains)).map(({ id }) => id);
}

export type Chain = {
  id: string;
  slug: string;
  name: string;
  seller: Seller;
  languages: Language[];
  copyEmail: string;
  settings: ChainSettings;
};

/** The chain this transaction is in. */
export async function ownChain(tx: TenantTx): Promise<Chain> {
  const [row] = await tx.q.select().from(chains).where(eq(chains.id, tx.tenantId));
  if (!row) throw new Error(`no chain ${tx.tenantId}`);
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    seller: { name: row.sellerName, nip: row.sellerNip, address: row.sellerAddress },
    languages: row.languages,
    copyEmail: row.copyEmail,
    // A setting added later has its default in chains that are older than it.
    settings: { ...defaultSettings, ...row.settings },
  };
}

export type NewChainRow = {
  id: string;
  slug: string;
  name: string;
  seller: Seller;
  copyEmail: string;
  settings: ChainSettings;
};

/** An id for a chain to be: its tenant must be known before its first row. */
export async function newChainId(tx: PlatformTx): Promise<string> {
  const [row] = await tx.q.execute<{ id: string }>(sql`select uuidv7() as id`);
  if (!row) throw new Error('uuidv7 gave nothing');
  return row.id;
}

/** False when the slug is taken. */
export async function insertChain(tx: TenantTx, chain: NewChainRow): Promise<boolean> {
  const rows = await tx.q
    .insert(chains)
    .values({
      id: chain.id,
      slug: chain.slug,
      name: chain.name,
      sellerName: chain.seller.name,
      sellerNip: chain.seller.nip,
      sellerAddress: chain.seller.address,
      copyEmail: chain.copyEmail,
      settings: chain.settings,
    })
    .onConflictDoNothing({ target: chains.slug })
    .returning({ id: chains.id });
  return rows.length === 1;
}

export async function setChainStatus(tx: PlatformTx, id: string, status: ChainStatus): Promise<ChainName | undefined> {
  const [row] = await tx.q
    .update(chains)
    .set({ status })
    .where(eq(chains.id, id))
    .returning({ id: chains.id, slug: chains.slug, name: chains.name, status: chains.status });
  return row;
}

export type ChainListing = ChainName & { nip: string; createdAt: Date };

/** Chains, newest first; `after` is the id of the last one seen (ids grow with time). */
export async function listChains(
  tx: PlatformTx,
  { q, after, limit }: { q?: string; after?: string; limit: number },
): Promise<ChainListing[]> {
  const like = q && `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  return tx.q
    .select({
      id: chains.id,
      slug: chains.slug,
      name: chains.name,
      status: chains.status,
      nip: chains.sellerNip,
      createdAt: chains.createdAt,
    })
    .from(chains)
    .where(
      and(
        after ? lt(chains.id, after) : undefined,
        like ? or(ilike(chains.slug, like), ilike(chains.name, like), ilike(chains.sellerNip, like)) : undefined,
      ),
    )
    .orderBy(desc(chains.id))
    .limit(limit);
}

export type Usage = { stores: number; receipts30d: number; invoices30d: number };

export async function chainUsage(tx: TenantTx): Promise<Usage> {
  const [row] = await tx.q.execute<{ stores: number; receipts: number; invoices: number }>(sql`
    select
      (select count(*)::int from stores where tenant_id = ${tx.tenantId}::uuid) as stores,
      (select count(*)::int from receipts where tenant_id = ${tx.tenantId}::uuid and received_at > now() - interval '30 days') as receipts,
      (select count(*)::int from invoices where tenant_id = ${tx.tenantId}::uuid and issued_at > now() - interval '30 days') as invoices`);
  return { stores: row?.stores ?? 0, receipts30d: row?.receipts ?? 0, invoices30d: row?.invoices ?? 0 };
}

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

/** The stores this actor may see, by code. */
export async function listStores(tx: TenantTx): Promise<{ id: string; code: string; name: string; address: string }[]> {
  return tx.q
    .select({ id: stores.id, code: stores.code, name: stores.name, address: stores.address })
    .from(stores)
    .where(eq(stores.tenantId, tx.tenantId))
    .orderBy(stores.code);
}

export async function insertPosKey(tx: TenantTx, key: { label: string; sha256: Buffer }): Promise<string> {
  const [row] = await tx.q
    .insert(posKeys)
    .values({ tenantId: tx.tenantId, label: key.label, keySha256: key.sha256 })
    .returning({ id: posKeys.id });
  if (!row) throw new Error('key not inserted');
  return row.id;
}

/** The id of a key in force. */
export async function findPosKey(tx: TenantTx, sha256: Buffer): Promise<string | undefined> {
  const [row] = await tx.q
    .select({ id: posKeys.id })
    .from(posKeys)
    .where(and(eq(posKeys.tenantId, tx.tenantId), eq(posKeys.keySha256, sha256), sql`${posKeys.revokedAt} is null`));
  return row?.id;
}
