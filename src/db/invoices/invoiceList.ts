import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { printed } from '../../domain/invoices/documentKind.ts';
import type { InvoiceKind } from '../../domain/invoices/invoice.ts';
import { minor } from '../../domain/money/money.ts';
import { stores } from '../schema/chains.ts';
import { documents } from '../schema/documents.ts';
import { invoiceSales, invoices } from '../schema/invoices.ts';
import type { TenantTx } from '../tenancy.ts';

/** Filters of a list. `text` is matched against number, buyer and store; the others exactly. */
export type InvoiceFilter = {
  text?: string;
  /** Matched against the names of an invoice's lines: of one shopper's invoices only, as there is no index for it. */
  product?: string;
  nip?: string;
  receiptCode?: string;
  gross?: number;
  /** Day of issue or of a sale. */
  day?: string;
  from?: string;
  to?: string;
  storeCode?: string;
};

export type InvoicePosition = { issuedAt: string; id: string };

export type InvoiceListing = {
  id: string;
  kind: InvoiceKind;
  number: string;
  issuedAt: Date;
  /** In microseconds, for the cursor. */
  issuedAtText: string;
  issueDate: string;
  saleDate: string;
  buyerKind: 'person' | 'company';
  buyerName: string;
  buyerNip: string | null;
  storeCode: string;
  storeName: string;
  gross: number;
  due: number;
  currency: string;
  documentState: 'queued' | 'ready' | 'failed';
  documentSha256: string | null;
};

/** The actor's invoices, newest first: `limit` of them after a position. */
export async function listInvoices(
  tx: TenantTx,
  filter: InvoiceFilter,
  page: { after?: InvoicePosition; limit: number },
): Promise<InvoiceListing[]> {
  const like = filter.text && pattern(filter.text);
  // One search text can be read in several ways; any of them may match.
  const readings = [
    like
      ? sql`(${invoices.number} ilike ${like} or ${invoices.buyerName} ilike ${like} or ${stores.name} ilike ${like})`
      : undefined,
    filter.product
      ? sql`exists (select from invoice_lines l where l.tenant_id = ${invoices.tenantId} and l.invoice_id = ${invoices.id}
          and l.name ilike ${pattern(filter.product)})`
      : undefined,
    filter.text ? sql`lower(${stores.code}) = lower(${filter.text})` : undefined,
    filter.day ? sql`${filter.day} in (${invoices.issueDate}, ${invoices.saleDate})` : undefined,
    filter.nip ? eq(invoices.buyerNip, filter.nip) : undefined,
    filter.gross === undefined ? undefined : eq(invoices.grossMinor, minor(filter.gross)),
    filter.receiptCode
      ? inArray(
          invoices.id,
          tx.q
            .select({ id: invoiceSales.invoiceId })
            .from(invoiceSales)
            .where(and(eq(invoiceSales.tenantId, tx.tenantId), eq(invoiceSales.receiptCode, filter.receiptCode))),
        )
      : undefined,
  ].filter((reading) => reading !== undefined);
  return tx.q
    .select({
      id: invoices.id,
      kind: invoices.kind,
      number: invoices.number,
      issuedAt: invoices.issuedAt,
      issuedAtText: sql<string>`${invoices.issuedAt}::text`,
      issueDate: invoices.issueDate,
      saleDate: invoices.saleDate,
      buyerKind: sql<'person' | 'company'>`${invoices.buyer} ->> 'kind'`,
      buyerName: invoices.buyerName,
      buyerNip: invoices.buyerNip,
      storeCode: stores.code,
      storeName: stores.name,
      gross: invoices.grossMinor,
      due: invoices.dueMinor,
      currency: invoices.currency,
      documentState: documents.state,
      documentSha256: sql<string | null>`encode(${documents.sha256}, 'hex')`,
    })
    .from(invoices)
    .innerJoin(stores, and(eq(stores.tenantId, invoices.tenantId), eq(stores.id, invoices.storeId)))
    .innerJoin(
      documents,
      and(eq(documents.tenantId, invoices.tenantId), eq(documents.invoiceId, invoices.id), eq(documents.kind, printed)),
    )
    .where(
      and(
        eq(invoices.tenantId, tx.tenantId),
        readings.length ? sql`(${sql.join(readings, sql` or `)})` : undefined,
        filter.from ? sql`${invoices.issueDate} >= ${filter.from}` : undefined,
        filter.to ? sql`${invoices.issueDate} <= ${filter.to}` : undefined,
        filter.storeCode ? eq(stores.code, filter.storeCode) : undefined,
        page.after
          ? sql`(${invoices.issuedAt}, ${invoices.id}) < (${page.after.issuedAt}::timestamptz, ${page.after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(invoices.issuedAt), desc(invoices.id))
    .limit(page.limit);
}

function pattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
