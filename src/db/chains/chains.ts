import { and, desc, eq, ilike, lt, or, sql } from 'drizzle-orm';
import type { ChainContact } from '../../domain/chains/contact.ts';
import type { ChainSettings } from '../../domain/chains/settings.ts';
import type { CountryCode } from '../../domain/countries/country.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import type { Language } from '../../domain/format.ts';
import type { Seller } from '../../domain/invoices/invoice.ts';
import { chains } from '../schema/chains.ts';
import { selection } from '../statement.ts';
import type { PlatformTx, TenantTx } from '../tenancy.ts';

export type ChainStatus = 'active' | 'suspended';
export type ChainName = { id: string; slug: string; name: string; status: ChainStatus; country: CountryCode };

/** The chain with this host label. Nothing else is readable before the tenant is known. */
export async function chainBySlug(tx: PlatformTx, slug: string): Promise<ChainName | undefined> {
  const [row] = await tx.q
    .select({ id: chains.id, slug: chains.slug, name: chains.name, status: chains.status, country: chains.country })
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
  country: CountryCode;
  status: ChainStatus;
  seller: Seller;
  contact: ChainContact;
  languages: Language[];
  settings: ChainSettings;
};

/** The chain of this transaction. */
export async function ownChain(tx: TenantTx): Promise<Chain> {
  const [row] = await own(tx.q, { tenant: tx.tenantId });
  if (!row) throw new Error(`no chain ${tx.tenantId}`);
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    country: row.country,
    seller: { name: row.sellerName, nip: row.sellerNip, address: row.sellerAddress },
    status: row.status,
    contact: contactOf(row),
    languages: row.languages,
    // A chain created before a setting existed has the setting's default.
    settings: { ...countryOf(row.country).defaultSettings, ...row.settings },
  };
}

function contactOf(row: typeof chains.$inferSelect): ChainContact {
  return {
    ...(row.contactPhone !== null && { phone: row.contactPhone }),
    ...(row.contactEmail !== null && { email: row.contactEmail }),
    ...(row.contactUrl !== null && { url: row.contactUrl }),
  };
}

const own = selection<'tenant', typeof chains.$inferSelect>((q) =>
  q
    .select()
    .from(chains)
    .where(eq(chains.id, sql.placeholder('tenant'))),
);

export type NewChainRow = {
  id: string;
  slug: string;
  name: string;
  country: CountryCode;
  seller: Seller;
  contact: ChainContact;
  settings: ChainSettings;
};

/** A new chain's id: the tenant must be known before the chain's first row is inserted. */
export async function newChainId(tx: PlatformTx): Promise<string> {
  const [row] = await tx.q.execute<{ id: string }>(sql`select uuidv7() as id`);
  if (!row) throw new Error('uuidv7 returned no row');
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
      country: chain.country,
      sellerName: chain.seller.name,
      sellerNip: chain.seller.nip,
      sellerAddress: chain.seller.address,
      contactPhone: chain.contact.phone,
      contactEmail: chain.contact.email,
      contactUrl: chain.contact.url,
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
    .returning({ id: chains.id, slug: chains.slug, name: chains.name, status: chains.status, country: chains.country });
  return row;
}

export type ChainListing = ChainName & { nip: string; createdAt: Date };

/** Chains, newest first; `after` is the id of the last chain on the previous page (ids grow with time). */
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
      country: chains.country,
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

/** Lets no other transaction change the chain's settings, or what `lockSettings` guards, until this one ends. */
export async function lockSettings(tx: TenantTx): Promise<void> {
  await tx.q.select({ id: chains.id }).from(chains).where(eq(chains.id, tx.tenantId)).for('update');
}

/** Changes these settings of the chain and leaves the others. */
export async function changeSettings(tx: TenantTx, changed: Partial<ChainSettings>): Promise<void> {
  await tx.q
    .update(chains)
    .set({ settings: sql`${chains.settings} || ${JSON.stringify(changed)}::jsonb` })
    .where(eq(chains.id, tx.tenantId));
}
