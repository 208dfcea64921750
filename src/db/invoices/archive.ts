import { and, asc, eq, sql } from 'drizzle-orm';
import { printed } from '../../domain/invoices/documentKind.ts';
import { documents } from '../schema/documents.ts';
import { invoices } from '../schema/invoices.ts';
import type { TenantTx } from '../tenancy.ts';

/** Which invoices: of one shopper, in one month ("2026-11") of their issue dates or in all. */
export type ArchiveFilter = { shopperId: string; month?: string };

const columns = {
  id: invoices.id,
  kind: invoices.kind,
  country: invoices.country,
  number: invoices.number,
  issuedAtText: sql<string>`${invoices.issuedAt}::text`,
  issueDate: invoices.issueDate,
  saleDate: invoices.saleDate,
  seller: invoices.seller,
  buyer: invoices.buyer,
  rates: invoices.rates,
  net: invoices.netMinor,
  vat: invoices.vatMinor,
  gross: invoices.grossMinor,
  due: invoices.dueMinor,
  documentState: documents.state,
  storageKey: documents.storageKey,
  byteSize: documents.byteSize,
};

/** One page of the shopper's invoices, oldest first. */
export async function archivePage(
  tx: TenantTx,
  { shopperId, month }: ArchiveFilter,
  page: { after?: { issuedAt: string; id: string } | undefined; limit: number },
) {
  return tx.q
    .select(columns)
    .from(invoices)
    .innerJoin(
      documents,
      and(eq(documents.tenantId, invoices.tenantId), eq(documents.invoiceId, invoices.id), eq(documents.kind, printed)),
    )
    .where(
      and(
        eq(invoices.tenantId, tx.tenantId),
        eq(invoices.shopperId, shopperId),
        month
          ? sql`${invoices.issueDate} >= ${`${month}-01`}::date
              and ${invoices.issueDate} < (${`${month}-01`}::date + interval '1 month')`
          : undefined,
        page.after
          ? sql`(${invoices.issuedAt}, ${invoices.id}) > (${page.after.issuedAt}::timestamptz, ${page.after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(asc(invoices.issuedAt), asc(invoices.id))
    .limit(page.limit);
}

export type ArchiveRow = Awaited<ReturnType<typeof archivePage>>[number];
