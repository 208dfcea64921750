import { and, eq, gt, lt, sql } from 'drizzle-orm';
import { companies } from '../schema/people.ts';
import type { TenantTx } from '../tenancy.ts';

// Answers about sole traders are personal data, so they are deleted as soon as they are no longer useful.
const keptFor = sql`interval '30 days'`;

export type KnownCompany = {
  nip: string;
  name: string;
  address: string;
  source: 'gus' | 'white_list' | 'vies';
  asOf: string;
};

/** A register's answer of the last 30 days. */
export async function companyByNip(tx: TenantTx, nip: string): Promise<KnownCompany | undefined> {
  const [row] = await tx.q
    .select({
      nip: companies.nip,
      name: companies.name,
      address: companies.address,
      source: companies.source,
      asOf: companies.asOf,
    })
    .from(companies)
    .where(
      and(eq(companies.tenantId, tx.tenantId), eq(companies.nip, nip), gt(companies.askedAt, sql`now() - ${keptFor}`)),
    );
  return row;
}

export async function keepCompany(tx: TenantTx, company: KnownCompany): Promise<void> {
  const { nip, ...answer } = company;
  await tx.q
    .insert(companies)
    .values({ tenantId: tx.tenantId, ...company })
    .onConflictDoUpdate({
      target: [companies.tenantId, companies.nip],
      set: { ...answer, askedAt: sql`now()` },
    });
}

export async function dropOldCompanies(tx: TenantTx): Promise<void> {
  await tx.q
    .delete(companies)
    .where(and(eq(companies.tenantId, tx.tenantId), lt(companies.askedAt, sql`now() - ${keptFor}`)));
}
