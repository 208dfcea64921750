import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Currency } from '../../domain/money/currency.ts';
import { minor } from '../../domain/money/money.ts';
import type { Receipt, ReceiptDiscount, ReceiptLine } from '../../domain/receipts/receipt.ts';
import { canonical, rateOf } from '../columns.ts';
import { stores } from '../schema/chains.ts';
import { receiptLines, receipts } from '../schema/receipts.ts';
import type { TenantTx } from '../tenancy.ts';

export type ReceiptStore = { id: string; code: string; name: string; address: string };

/** A receipt as its shopper sees it: complete, with what is left to invoice and where it was registered. */
export type OpenReceipt = Receipt & {
  code: string;
  codeKind: 'strong' | 'legacy';
  issuedAt: Date;
  currency: Currency;
  tillUniqueNumber: string;
  documentNumber: string;
  receiptNumber?: string;
  /** Invoices that contain part of the receipt, of all shoppers. */
  documentsIssued: number;
  /** Discounts on the whole receipt, as printed. */
  discounts: ReceiptDiscount[];
  store: ReceiptStore;
  /** Line numbers by line id, for writing back what was taken. */
  lineNumbers: Map<string, number>;
};

const columns = {
  id: receipts.id,
  storeId: receipts.storeId,
  code: receipts.code,
  codeKind: receipts.codeKind,
  issuedAt: receipts.issuedAt,
  saleDate: receipts.saleDate,
  currency: receipts.currency,
  buyerNip: receipts.buyerNip,
  deposits: receipts.deposits,
  depositsTaken: receipts.depositsTaken,
  discounts: receipts.discounts,
  payments: receipts.payments,
  documentsIssued: receipts.documentsIssued,
  total: receipts.totalMinor,
  tillUniqueNumber: receipts.tillUniqueNumber,
  documentNumber: receipts.documentNumber,
  receiptNumber: receipts.receiptNumber,
};

/**
 * The receipt with this code, if the chain has one and the factors match. A legacy code can be guessed, so it needs both
 * factors. Decided before any line is read: a wrong factor must not take longer than a wrong code.
 */
export async function receiptByCode(
  tx: TenantTx,
  code: string,
  { total, date }: { total?: number; date?: string },
): Promise<OpenReceipt | undefined> {
  await tx.q.execute(sql`select set_config('app.receipt_code', ${code}, true)`);
  const factorsGiven = total !== undefined && date !== undefined;
  const [row] = await tx.q
    .select({ id: receipts.id })
    .from(receipts)
    .where(
      and(
        eq(receipts.tenantId, tx.tenantId),
        eq(receipts.code, code),
        factorsGiven ? undefined : eq(receipts.codeKind, 'strong'),
        total === undefined ? undefined : eq(receipts.totalMinor, minor(total)),
        date === undefined ? undefined : eq(receipts.saleDate, date),
      ),
    );
  return row && (await openReceipts(tx, [row.id]))[0];
}

/** These receipts, in the order of their ids; unknown ids and ids of other chains are left out. */
export async function openReceipts(tx: TenantTx, ids: readonly string[]): Promise<OpenReceipt[]> {
  await nameReceipts(tx, ids);
  return loadReceipts(tx, ids);
}

/**
 * Like `openReceipts`, and locks the receipts until the transaction ends. The locks are taken in the order of the ids, so
 * two selections of several receipts cannot deadlock.
 */
export async function lockReceipts(tx: TenantTx, ids: readonly string[]): Promise<OpenReceipt[]> {
  await nameReceipts(tx, ids);
  await tx.q
    .select({ id: receipts.id })
    .from(receipts)
    .where(and(eq(receipts.tenantId, tx.tenantId), inArray(receipts.id, [...ids])))
    .orderBy(receipts.id)
    .for('update');
  return loadReceipts(tx, ids);
}

/** Number of lines that these receipts have together, without reading them. */
export async function countLines(tx: TenantTx, ids: readonly string[]): Promise<number> {
  await nameReceipts(tx, ids);
  // Lines are numbered from 1 without gaps, so the largest number is the count. The primary key's index gives it.
  const [row] = await tx.q.execute<{ lines: number }>(sql`
    select coalesce(sum((select max(l.line_no) from receipt_lines l where l.tenant_id = ${tx.tenantId}::uuid and l.receipt_id = r.id)), 0)::int as lines
    from unnest(${`{${ids.join(',')}}`}::uuid[]) as r (id)`);
  return row?.lines ?? 0;
}

async function nameReceipts(tx: TenantTx, ids: readonly string[]): Promise<void> {
  await tx.q.execute(sql`select set_config('app.receipt_ids', ${ids.join(',')}, true)`);
}

async function loadReceipts(tx: TenantTx, ids: readonly string[]): Promise<OpenReceipt[]> {
  const [heads, lines] = await Promise.all([
    tx.q
      .select({ ...columns, storeCode: stores.code, storeName: stores.name, storeAddress: stores.address })
      .from(receipts)
      .innerJoin(stores, and(eq(stores.tenantId, receipts.tenantId), eq(stores.id, receipts.storeId)))
      .where(and(eq(receipts.tenantId, tx.tenantId), inArray(receipts.id, [...ids])))
      .orderBy(receipts.id),
    tx.q
      .select()
      .from(receiptLines)
      .where(and(eq(receiptLines.tenantId, tx.tenantId), inArray(receiptLines.receiptId, [...ids])))
      .orderBy(receiptLines.receiptId, receiptLines.lineNo),
  ]);
  const linesOf = Map.groupBy(lines, (line) => line.receiptId);
  return heads.map(({ storeId, storeCode, storeName, storeAddress, buyerNip, receiptNumber, ...head }) => {
    const own = linesOf.get(head.id) ?? [];
    return {
      ...head,
      ...(buyerNip === null ? {} : { buyerNip }),
      ...(receiptNumber === null ? {} : { receiptNumber }),
      store: { id: storeId, code: storeCode, name: storeName, address: storeAddress },
      lines: own.map(lineOf),
      lineNumbers: new Map(own.map((line) => [line.id, line.lineNo])),
    };
  });
}

function lineOf(row: typeof receiptLines.$inferSelect): ReceiptLine {
  return {
    id: row.id,
    name: row.name,
    quantity: canonical(row.quantity),
    unit: row.unit,
    unitPrice: row.unitPriceMinor,
    discount: row.discountMinor,
    receiptDiscount: row.receiptDiscountMinor,
    gross: row.grossMinor,
    letter: row.letter,
    rate: rateOf(row),
    ...(row.annex15 ? { annex15: true } : {}),
    remainingQuantity: canonical(row.remainingQuantity),
    remainingGross: row.remainingGrossMinor,
  };
}

/** One taken part of a line. */
export type Taking = { receiptId: string; lineNo: number; quantity: string; gross: number };

/** Subtracts taken parts from the lines; the table's checks refuse more than is left. */
export async function takeFromLines(tx: TenantTx, takings: readonly Taking[]): Promise<void> {
  await moveRemaining(tx, takings, -1);
}

/** Raises what remains of the lines; the table's checks refuse more than was sold. */
export async function giveBackLines(tx: TenantTx, takings: readonly Taking[]): Promise<void> {
  await moveRemaining(tx, takings, 1);
}

async function moveRemaining(tx: TenantTx, takings: readonly Taking[], sign: 1 | -1): Promise<void> {
  if (takings.length === 0) return;
  await tx.q.execute(sql`
    update receipt_lines l
    set remaining_quantity = l.remaining_quantity + ${sign}::int * t.quantity,
      remaining_gross_minor = l.remaining_gross_minor + ${sign}::int * t.gross
    from jsonb_to_recordset(${JSON.stringify(
      takings.map((one) => ({
        receipt_id: one.receiptId,
        line_no: one.lineNo,
        quantity: one.quantity,
        gross: one.gross,
      })),
    )}::jsonb) as t (receipt_id uuid, line_no integer, quantity numeric, gross bigint)
    where l.tenant_id = ${tx.tenantId}::uuid and l.receipt_id = t.receipt_id and l.line_no = t.line_no`);
}

/** Marks the deposits of these receipts as not invoiced. */
export async function giveBackDeposits(tx: TenantTx, receiptIds: readonly string[]): Promise<void> {
  if (receiptIds.length === 0) return;
  await tx.q
    .update(receipts)
    .set({ depositsTaken: false })
    .where(and(eq(receipts.tenantId, tx.tenantId), inArray(receipts.id, [...receiptIds])));
}

/** Counts one more document for each receipt, and marks the deposits of `withDeposits` as taken. */
export async function countDocument(
  tx: TenantTx,
  receiptIds: readonly string[],
  withDeposits: readonly string[],
): Promise<void> {
  const isWithDeposits = withDeposits.length ? inArray(receipts.id, [...withDeposits]) : sql`false`;
  await tx.q
    .update(receipts)
    .set({
      documentsIssued: sql`${receipts.documentsIssued} + 1`,
      depositsTaken: sql`${receipts.depositsTaken} or ${isWithDeposits}`,
    })
    .where(and(eq(receipts.tenantId, tx.tenantId), inArray(receipts.id, [...receiptIds])));
}
