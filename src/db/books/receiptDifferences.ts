import { type SQL, sql } from 'drizzle-orm';
import type { TenantTx } from '../tenancy.ts';
import type { DifferencePage } from './invoiceDifferences.ts';

/** Receipts sold in a month ("2026-11"), of one store or of all. Only the corrector's role reads them all, so the store is given. */
export type MonthOfReceipts = { month: string; storeId?: string | undefined };

export type ReceiptDifference = {
  id: string;
  code: string;
  documentNumber: string;
  tillUniqueNumber: string;
  day: string;
  total: number;
};

/**
 * Receipts of which another quantity of a line is taken than its invoices and returns account for. A correction to zero
 * frees what it takes off an invoice; goods that came back to the till stay taken.
 */
export async function receiptsWithOtherQuantities(
  tx: TenantTx,
  month: MonthOfReceipts,
  page: DifferencePage,
): Promise<ReceiptDifference[]> {
  return tx.q.execute<ReceiptDifference>(sql`
    with sold as (select ${columns} from receipts r where ${inMonth(tx, month, page)}),
    booked as (
      select l.receipt_id, l.receipt_line_no, sum(case when i.kind = 'invoice' then l.quantity
          when i.correction ->> 'reason' = 'to_zero' and l.before_gross_minor > 0 then l.quantity - l.before_quantity
          else 0 end) as quantity
      from invoice_lines l join invoices i on i.tenant_id = l.tenant_id and i.id = l.invoice_id
      where l.tenant_id = ${tx.tenantId} and l.receipt_id in (select id from sold)
      group by 1, 2
    ),
    returned as (
      select receipt_id, receipt_line_no, sum(quantity) as quantity from return_lines
      where tenant_id = ${tx.tenantId} and invoice_id is null and receipt_id in (select id from sold)
      group by 1, 2
    )
    select s.* from sold s
    where exists (
      select from receipt_lines l
        left join booked b on b.receipt_id = l.receipt_id and b.receipt_line_no = l.line_no
        left join returned t on t.receipt_id = l.receipt_id and t.receipt_line_no = l.line_no
      where l.tenant_id = ${tx.tenantId} and l.receipt_id = s.id
        and l.quantity - l.remaining_quantity <> coalesce(b.quantity, 0) + coalesce(t.quantity, 0)
    )
    order by s.id limit ${page.limit}`);
}

/**
 * Receipts with a buyer's NIP of which something is still to be invoiced. `limits` holds, for a day of sale, the total up
 * to which such a receipt is an invoice itself.
 */
export async function openCompanyReceipts(
  tx: TenantTx,
  month: MonthOfReceipts,
  limits: { readonly [day: string]: number },
  page: DifferencePage,
): Promise<ReceiptDifference[]> {
  return tx.q.execute<ReceiptDifference>(sql`
    select ${columns} from receipts r
    where ${inMonth(tx, month, page)} and r.buyer_nip is not null
      and r.total_minor > coalesce((${JSON.stringify(limits)}::jsonb ->> r.sale_date::text)::bigint, 0)
      and exists (select from receipt_lines l
        where l.tenant_id = r.tenant_id and l.receipt_id = r.id and l.remaining_quantity > 0)
    order by r.id limit ${page.limit}`);
}

const columns = sql`r.id, r.code, r.document_number as "documentNumber", r.till_unique_number as "tillUniqueNumber",
  r.sale_date::text as day, r.total_minor as total`;

function inMonth(tx: TenantTx, { month, storeId }: MonthOfReceipts, { after }: DifferencePage): SQL {
  const first = sql`${`${month}-01`}::date`;
  return sql`r.tenant_id = ${tx.tenantId} and r.sale_date >= ${first} and r.sale_date < ${first} + interval '1 month'
    and (${storeId ?? null}::uuid is null or r.store_id = ${storeId ?? null}::uuid)
    and (${after ?? null}::uuid is null or r.id > ${after ?? null}::uuid)`;
}
