import { and, eq, sql } from 'drizzle-orm';
import { minor } from '../../domain/money/money.ts';
import type { CheckedLine } from '../../domain/receipts/checkReceipt.ts';
import type { Payment } from '../../domain/receipts/payment.ts';
import type { PushedReceipt } from '../../domain/receipts/pushedReceipt.ts';
import type { ReceiptDiscount } from '../../domain/receipts/receipt.ts';
import { rateColumns } from '../columns.ts';
import { receipts } from '../schema/receipts.ts';
import type { TenantTx } from '../tenancy.ts';

/** A checked receipt to be stored. */
export type NewReceipt = {
  pushed: PushedReceipt;
  lines: CheckedLine[];
  payments: Payment[];
  saleDate: string;
  code: string;
  codeKind: 'strong' | 'legacy';
};

export type StoredReceipt = { id: string; code: string; pushed: PushedReceipt };

/** The identity of a receipt inside its chain. */
export function receiptKey(pushed: PushedReceipt): string {
  return `${pushed.till.uniqueNumber}\n${pushed.documentNumber}`;
}

/** Creates the stores and tills that the receipts name and the chain does not have yet. */
export async function registerTills(tx: TenantTx, pushed: readonly PushedReceipt[]): Promise<void> {
  const stores = firstOfEach(pushed, (one) => one.store.code).map(({ store }) => store);
  const tills = firstOfEach(pushed, (one) => one.till.uniqueNumber);
  await Promise.all([
    tx.q.execute(sql`
      insert into stores (tenant_id, code, name, address)
      select ${tx.tenantId}::uuid, code, name, address
      from unnest(${textArray(stores.map((one) => one.code))}::text[], ${textArray(stores.map((one) => one.name ?? one.code))}::text[],
        ${textArray(stores.map((one) => one.address ?? ''))}::text[]) as r (code, name, address)
      order by code
      on conflict (tenant_id, code) do nothing`),
    tx.q.execute(sql`
      insert into tills (tenant_id, store_id, unique_number, number)
      select s.tenant_id, s.id, r.unique_number, r.number
      from unnest(${textArray(tills.map((one) => one.store.code))}::text[],
        ${textArray(tills.map((one) => one.till.uniqueNumber))}::text[],
        ${textArray(tills.map((one) => one.till.number ?? null))}::text[]) as r (code, unique_number, number)
      join stores s on s.tenant_id = ${tx.tenantId}::uuid and s.code = r.code
      order by r.unique_number
      on conflict (tenant_id, unique_number) do nothing`),
  ]);
}

function firstOfEach<T>(all: readonly T[], key: (one: T) => string): T[] {
  const first = new Map<string, T>();
  for (const one of all) if (!first.has(key(one))) first.set(key(one), one);
  return [...first.values()];
}

/** The first receipt of each identity and of each printed code; the others would violate a unique key. */
export function firstOfEachReceipt(news: readonly NewReceipt[]): Set<NewReceipt> {
  const first = new Set<NewReceipt>();
  const keys = new Set<string>();
  const codes = new Set<string>();
  for (const one of news) {
    const key = receiptKey(one.pushed);
    if (keys.has(key) || codes.has(one.code)) continue;
    keys.add(key);
    codes.add(one.code);
    first.add(one);
  }
  return first;
}

/**
 * Inserts all receipts in two statements. Receipts whose identity or code exists already are left out; the result has the
 * new ones by `receiptKey`.
 */
export async function insertReceipts(tx: TenantTx, news: readonly NewReceipt[]): Promise<Map<string, StoredReceipt>> {
  const byKey = new Map(news.map((one) => [receiptKey(one.pushed), one]));
  const inserted = await tx.q.execute<{ id: string; code: string; till: string; document: string }>(sql`
    insert into receipts (tenant_id, store_id, till_id, till_unique_number, document_number, receipt_number, issued_at,
      sale_date, currency, buyer_nip, deposits, discounts, payments, total_minor, code, code_kind, pushed)
    select t.tenant_id, s.id, t.id, r.till, r.document, r.receipt, r.issued_at, r.sale_date, r.currency, r.nip,
      r.deposits, r.discounts, r.payments, r.total, r.code, r.code_kind, r.pushed
    from jsonb_to_recordset(${JSON.stringify(news.map(receiptRow))}::jsonb) as r (store text, till text,
      document text, receipt text, issued_at timestamptz, sale_date date, currency text, nip text, deposits jsonb,
      discounts jsonb, payments jsonb, total bigint,
      code text, code_kind text, pushed jsonb)
    join tills t on t.tenant_id = ${tx.tenantId}::uuid and t.unique_number = r.till
    -- Tills move: the sale was in the store that the receipt names, wherever its till was seen first.
    join stores s on s.tenant_id = t.tenant_id and s.code = r.store
    -- Two senders of the same receipts, in whatever order, wait for each other instead of forever.
    order by r.till, r.document
    on conflict do nothing
    returning id, code, till_unique_number as till, document_number as document`);
  const stored = new Map<string, StoredReceipt>();
  const lines: NewLine[] = [];
  for (const { id, code, till, document } of inserted) {
    const one = byKey.get(`${till}\n${document}`);
    if (!one) continue;
    stored.set(receiptKey(one.pushed), { id, code, pushed: one.pushed });
    for (const [index, line] of one.lines.entries()) lines.push({ receiptId: id, lineNo: index + 1, line });
  }
  if (lines.length) await insertLines(tx, lines);
  return stored;
}

type NewLine = { receiptId: string; lineNo: number; line: CheckedLine };

async function insertLines(tx: TenantTx, lines: readonly NewLine[]): Promise<void> {
  const numbers = (column: (one: NewLine) => number) => numberArray(lines.map(column));
  const texts = (column: (line: CheckedLine) => string | null) => textArray(lines.map(({ line }) => column(line)));
  const rates = lines.map(({ line }) => rateColumns(line.rate));
  await tx.q.execute(sql`
    insert into receipt_lines (tenant_id, receipt_id, line_no, name, gtin, quantity, unit, unit_price_minor, discount_minor,
      receipt_discount_minor, gross_minor, letter, rate_kind, rate_bp, annex15, remaining_quantity,
      remaining_gross_minor)
    select ${tx.tenantId}::uuid, r.receipt_id, r.line_no, r.name, r.gtin, r.quantity, r.unit, r.unit_price, r.discount,
      r.receipt_discount, r.gross, r.letter, r.rate_kind, r.rate_bp, r.annex15, r.quantity, r.gross
    from unnest(${`{${lines.map((one) => one.receiptId).join()}}`}::uuid[], ${numbers((one) => one.lineNo)}::integer[],
      ${texts((line) => line.name)}::text[], ${texts((line) => line.gtin ?? null)}::text[],
      ${`{${lines.map(({ line }) => line.quantity).join()}}`}::numeric[], ${texts((line) => line.unit)}::text[],
      ${numbers(({ line }) => line.unitPrice)}::bigint[], ${numbers(({ line }) => line.discount)}::bigint[],
      ${numbers(({ line }) => line.receiptDiscount)}::bigint[], ${numbers(({ line }) => line.gross)}::bigint[],
      ${texts((line) => line.letter)}::text[],
      ${textArray(rates.map((rate) => rate.rate_kind))}::text[], ${numberArray(rates.map((rate) => rate.rate_bp))}::integer[],
      ${`{${lines.map(({ line }) => line.annex15 ?? false).join()}}`}::boolean[]
    ) as r (receipt_id, line_no, name, gtin, quantity, unit, unit_price, discount, receipt_discount, gross, letter,
      rate_kind, rate_bp, annex15)`);
}

function receiptRow({ pushed, payments, saleDate, code, codeKind }: NewReceipt): object {
  return {
    store: pushed.store.code,
    till: pushed.till.uniqueNumber,
    document: pushed.documentNumber,
    receipt: pushed.receiptNumber ?? null,
    issued_at: pushed.issuedAt,
    sale_date: saleDate,
    currency: pushed.currency,
    nip: pushed.buyerNip ?? null,
    deposits: pushed.deposits ?? [],
    discounts: discountsOf(pushed),
    payments,
    total: pushed.total,
    code,
    code_kind: codeKind,
    pushed,
  };
}

function discountsOf({ discounts = [] }: PushedReceipt): ReceiptDiscount[] {
  return discounts.map(({ name, amount, rate }) => ({
    name,
    amount: minor(amount),
    ...(rate === undefined ? {} : { letter: rate }),
  }));
}

/** The chain's stored receipts with these identities. */
export async function storedReceipts(
  tx: TenantTx,
  pushed: readonly PushedReceipt[],
): Promise<Map<string, StoredReceipt>> {
  if (!pushed.length) return new Map();
  const rows = await tx.q
    .select({ id: receipts.id, code: receipts.code, pushed: receipts.pushed })
    .from(receipts)
    .where(
      and(
        eq(receipts.tenantId, tx.tenantId),
        sql`(${receipts.tillUniqueNumber}, ${receipts.documentNumber}) in (
          select r.till, r.document from jsonb_to_recordset(${JSON.stringify(
            pushed.map((one) => ({ till: one.till.uniqueNumber, document: one.documentNumber })),
          )}::jsonb) as r (till text, document text))`,
      ),
    );
  return new Map(rows.map((row) => [receiptKey(row.pushed), row]));
}

/** A PostgreSQL array literal. One array per column is parsed faster than one JSON object per row. */
function textArray(values: readonly (string | null)[]): string {
  return `{${values.map((one) => (one === null ? 'null' : `"${one.replace(/["\\]/g, '\\$&')}"`)).join()}}`;
}

function numberArray(values: readonly (number | null)[]): string {
  return `{${values.map((one) => one ?? 'null').join()}}`;
}
