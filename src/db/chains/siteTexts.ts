import { and, desc, eq, sql } from 'drizzle-orm';
import type { SiteTextKind } from '../../domain/chains/siteTexts.ts';
import type { Language } from '../../domain/format.ts';
import { siteTexts } from '../schema/chains.ts';
import type { TenantTx } from '../tenancy.ts';

type Name = { kind: SiteTextKind; language: Language };
export type SiteTextVersion = { version: number; source: string; publishedAt: Date };

/** The chain's version in force, which is the newest; undefined while the chain shows the default. */
export async function siteTextInForce(tx: TenantTx, name: Name): Promise<SiteTextVersion | undefined> {
  const [row] = await tx.q
    .select({ version: siteTexts.version, source: siteTexts.source, publishedAt: siteTexts.publishedAt })
    .from(siteTexts)
    .where(named(tx, name))
    .orderBy(desc(siteTexts.version))
    .limit(1);
  return row;
}

/** Every version of a text, newest first. */
export async function siteTextVersions(
  tx: TenantTx,
  name: Name,
): Promise<(SiteTextVersion & { publishedBy: string })[]> {
  return tx.q
    .select({
      version: siteTexts.version,
      source: siteTexts.source,
      publishedAt: siteTexts.publishedAt,
      publishedBy: siteTexts.publishedBy,
    })
    .from(siteTexts)
    .where(named(tx, name))
    .orderBy(desc(siteTexts.version))
    .limit(200);
}

/** Keeps two admins from publishing the same version number. Held until the transaction ends. */
export async function lockSiteText(tx: TenantTx, { kind, language }: Name): Promise<void> {
  await tx.q.execute(sql`select pg_advisory_xact_lock(hashtext(${`site_texts ${tx.tenantId} ${kind} ${language}`}))`);
}

export async function insertSiteText(
  tx: TenantTx,
  row: Name & { version: number; source: string; publishedBy: string },
): Promise<void> {
  await tx.q.insert(siteTexts).values({ tenantId: tx.tenantId, ...row });
}

function named(tx: TenantTx, { kind, language }: Name) {
  return and(eq(siteTexts.tenantId, tx.tenantId), eq(siteTexts.kind, kind), eq(siteTexts.language, language));
}
