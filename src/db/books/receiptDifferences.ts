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
  const ofSold = sql`tenant_id = ${tx.tenantId} and receipt_id in (select id from sold)`;
  // Added up as one list: joins of the three would be planned for a few rows, and there are a million lines in a month.
  return tx.q.execute<ReceiptDifference>(sql`
    with sold as materialized (select ${columns} from receipts r where ${inMonth(tx, month, page)}),
    moved as (
      select receipt_id, line_no, quantity - remaining_quantity as quantity from receipt_lines
      where ${ofSold} and quantity <> remaining_quantity
      union all
      select l.receipt_id, l.receipt_line_no, case when i.kind = 'invoice' then -l.quantity else l.before_quantity - l.quantity end
      from (select * from invoice_lines where ${ofSold}) l
        join invoices i on i.tenant_id = l.tenant_id and i.id = l.invoice_id
      where i.kind = 'invoice' or (i.correction ->> 'reason' = 'to_zero' and l.before_gross_minor > 0)
      union all
      select receipt_id, receipt_line_no, -quantity from return_lines where ${ofSold} and invoice_id is null
    ),
    differing as (select receipt_id from moved group by receipt_id, line_no having sum(quantity) <> 0)
    select * from sold where id in (select receipt_id from differing) order by id limit ${page.limit}`);
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
