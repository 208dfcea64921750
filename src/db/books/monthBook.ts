import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Rate } from '../../domain/money/rate.ts';
import { ksefSubmissions } from '../schema/documents.ts';
import { invoices } from '../schema/invoices.ts';
import type { TenantTx } from '../tenancy.ts';

/** A calendar month ("2026-11") of a chain's zone. */
export type BookMonth = { month: string; timeZone: string };

/** Where the sales of an invoice were registered. */
export type BookedSale = { documentNumber: string; receiptNumber: string | null; tillUniqueNumber: string };

export type BookPosition = { issuedAt: string; id: string };

/** Every VAT rate on the reader's invoices of the month, each once, in no order. */
export async function ratesOfMonth(tx: TenantTx, month: BookMonth): Promise<Rate[]> {
  const rows = await tx.q
    .selectDistinct({ rate: sql<Rate>`row.value -> 'rate'` })
    .from(invoices)
    .crossJoin(sql`jsonb_array_elements(${invoices.rates}) as row`)
    .where(inMonth(tx, month));
  return rows.map(({ rate }) => rate);
}

const corrected = alias(invoices, 'corrected');

/** A page of the reader's invoices and corrections of the month, in the order of their issue. */
export async function monthBookPage(
  tx: TenantTx,
  month: BookMonth,
  page: { after?: BookPosition | undefined; limit: number },
) {
  return tx.q
    .select({
      id: invoices.id,
      issuedAtText: sql<string>`${invoices.issuedAt}::text`,
      kind: invoices.kind,
      number: invoices.number,
      issueDate: invoices.issueDate,
      saleDate: invoices.saleDate,
      buyer: invoices.buyer,
      rates: invoices.rates,
      net: invoices.netMinor,
      vat: invoices.vatMinor,
      gross: invoices.grossMinor,
      correctedNumber: corrected.number,
      ksefNumber: ksefSubmissions.number,
      ksefState: ksefSubmissions.state,
      sales: sql<BookedSale[]>`(select jsonb_agg(jsonb_build_object('documentNumber', s.document_number,
          'receiptNumber', s.receipt_number, 'tillUniqueNumber', s.till_unique_number) order by s.position)
        from invoice_sales s where s.tenant_id = ${invoices.tenantId} and s.invoice_id = ${invoices.id})`,
    })
    .from(invoices)
    .leftJoin(
      ksefSubmissions,
      and(eq(ksefSubmissions.tenantId, invoices.tenantId), eq(ksefSubmissions.invoiceId, invoices.id)),
    )
    .leftJoin(corrected, and(eq(corrected.tenantId, invoices.tenantId), eq(corrected.id, invoices.correctsId)))
    .where(
      and(
        inMonth(tx, month),
        page.after
          ? sql`(${invoices.issuedAt}, ${invoices.id}) > (${page.after.issuedAt}::timestamptz, ${page.after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(asc(invoices.issuedAt), asc(invoices.id))
    .limit(page.limit);
}

export type BookedInvoice = Awaited<ReturnType<typeof monthBookPage>>[number];

/** Invoices issued in the month. */
export function inMonth(tx: TenantTx, { month, timeZone }: BookMonth): SQL | undefined {
  // The instants between the month's midnights, so that the index on the time of issue is used. The issue date is the day
  // of that time in the same zone.
  const first = sql`${`${month}-01`}::date`;
  return and(
    eq(invoices.tenantId, tx.tenantId),
    sql`${invoices.issuedAt} >= ${first}::timestamp at time zone ${timeZone}`,
    sql`${invoices.issuedAt} < (${first} + interval '1 month') at time zone ${timeZone}`,
  );
}
