import { and, asc, eq, sql } from 'drizzle-orm';
import type { Language } from '../../domain/format.ts';
import type { Invoice } from '../../domain/invoices/invoice.ts';
import { canonical, rateColumn, rateOf } from '../columns.ts';
import { isUniqueViolation } from '../errors.ts';
import { invoiceLines, invoiceSales, invoices } from '../schema.ts';
import type { TenantTx } from '../tenancy.ts';

/** The next number of a series in a period. The row stays locked until the transaction ends, so none is skipped. */
export async function nextNumber(tx: TenantTx, series: string, period: string): Promise<number> {
  const [row] = await tx.q.execute<{ n: number }>(sql`
    insert into number_counters as c (tenant_id, series, period, last_n) values (${tx.tenantId}, ${series}, ${period}, 1)
    on conflict (tenant_id, series, period) do update set last_n = c.last_n + 1
    returning last_n as n`);
  if (!row) throw new Error('counter gave nothing');
  return row.n;
}

/** What an invoice keeps beside its printed facts. */
export type InvoiceRecord = Omit<Invoice, 'id' | 'issuedAt' | 'kind'> & {
  shopperId: string;
  storeId: string;
  period: string;
  n: number;
  language: Language;
  templates: { invoice: string; email: string; theme: string };
  idempotencyKey: string;
  requestSha256: Buffer;
  /** Printed receipt codes, by receipt id. */
  receiptCodes: ReadonlyMap<string, string>;
  /** Line numbers on their receipts, by line id. */
  receiptLineNumbers: ReadonlyMap<string, number>;
};

/** Inserts the invoice with its lines and sales; gives its id. */
export async function insertInvoice(tx: TenantTx, record: InvoiceRecord): Promise<string> {
  const [row] = await tx.q
    .insert(invoices)
    .values({
      tenantId: tx.tenantId,
      shopperId: record.shopperId,
      storeId: record.storeId,
      series: record.series,
      period: record.period,
      n: record.n,
      number: record.number,
      issueDate: record.issueDate,
      saleDate: record.saleDate,
      currency: record.currency,
      seller: record.seller,
      buyer: record.buyer,
      buyerName: record.buyer.name,
      buyerNip: record.buyer.kind === 'company' ? record.buyer.nip : null,
      rates: record.rates,
      deposits: record.deposits,
      annotations: record.annotations,
      netMinor: record.totals.net,
      vatMinor: record.totals.vat,
      grossMinor: record.totals.gross,
      dueMinor: record.due,
      language: record.language,
      invoiceTemplateId: record.templates.invoice,
      emailTemplateId: record.templates.email,
      themeId: record.templates.theme,
      idempotencyKey: record.idempotencyKey,
      requestSha256: record.requestSha256,
    })
    .returning({ id: invoices.id });
  if (!row) throw new Error('invoice not inserted');
  await Promise.all([insertLines(tx, row.id, record), insertSales(tx, row.id, record)]);
  return row.id;
}

async function insertLines(tx: TenantTx, invoiceId: string, record: InvoiceRecord): Promise<void> {
  const rows = record.lines.map((line, index) => ({
    line_no: index + 1,
    receipt_id: line.receiptId,
    receipt_line_no: record.receiptLineNumbers.get(line.lineId),
    receipt_line_id: line.lineId,
    name: line.name,
    quantity: line.quantity,
    unit: line.unit,
    unit_price: line.unitPrice,
    discount: line.discount,
    gross: line.gross,
    letter: line.letter,
    rate_bp: rateColumn(line.rate),
  }));
  await tx.q.execute(sql`
    insert into invoice_lines (tenant_id, invoice_id, line_no, receipt_id, receipt_line_no, receipt_line_id, name, quantity,
      unit, unit_price_minor, discount_minor, gross_minor, letter, rate_bp)
    select ${tx.tenantId}::uuid, ${invoiceId}::uuid, r.line_no, r.receipt_id, r.receipt_line_no, r.receipt_line_id, r.name,
      r.quantity, r.unit, r.unit_price, r.discount, r.gross, r.letter, r.rate_bp
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (line_no integer, receipt_id uuid, receipt_line_no integer,
      receipt_line_id uuid, name text, quantity numeric, unit text, unit_price bigint, discount bigint, gross bigint,
      letter text, rate_bp integer)`);
}

async function insertSales(tx: TenantTx, invoiceId: string, record: InvoiceRecord): Promise<void> {
  await tx.q.insert(invoiceSales).values(
    record.sales.map((sale, position) => ({
      tenantId: tx.tenantId,
      invoiceId,
      receiptId: sale.receiptId,
      position,
      receiptCode: record.receiptCodes.get(sale.receiptId) ?? '',
      storeCode: sale.storeCode,
      storeName: sale.storeName,
      storeAddress: sale.storeAddress,
      tillUniqueNumber: sale.tillUniqueNumber,
      documentNumber: sale.documentNumber,
      receiptNumber: sale.receiptNumber ?? null,
      saleDate: sale.saleDate,
    })),
  );
}

/** Whether a transaction failed because another one used the same idempotency key in the meantime. */
export function isKeyTaken(error: unknown): boolean {
  return isUniqueViolation(error, 'invoices_tenant_id_shopper_id_idempotency_key_key');
}

/** Whoever else issues for this shopper waits until this transaction ends, so that no two count the same. */
export async function lockShopper(tx: TenantTx, shopperId: string): Promise<void> {
  await tx.q.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.tenantId} ${shopperId}`}, 0))`);
}

/** Invoices this shopper issued since the last midnight of the zone, and the seconds until the next. */
export async function issuedToday(
  tx: TenantTx,
  shopperId: string,
  timeZone: string,
): Promise<{ issued: number; secondsLeft: number }> {
  const [row] = await tx.q.execute<{ issued: number; seconds: number }>(sql`
    select count(i.id)::int as issued,
      ceil(extract(epoch from (d.midnight + interval '1 day') at time zone ${timeZone} - now()))::int as seconds
    from (select date_trunc('day', now() at time zone ${timeZone}) as midnight) d
    left join invoices i on i.tenant_id = ${tx.tenantId}::uuid and i.shopper_id = ${shopperId}::uuid
      and i.issued_at >= d.midnight at time zone ${timeZone}
    group by d.midnight`);
  return { issued: row?.issued ?? 0, secondsLeft: Math.max(1, row?.seconds ?? 1) };
}

/** The invoice an earlier request with this key made. */
export async function invoiceByKey(
  tx: TenantTx,
  shopperId: string,
  key: string,
): Promise<{ id: string; requestSha256: Buffer } | undefined> {
  const [row] = await tx.q
    .select({ id: invoices.id, requestSha256: invoices.requestSha256 })
    .from(invoices)
    .where(
      and(eq(invoices.tenantId, tx.tenantId), eq(invoices.shopperId, shopperId), eq(invoices.idempotencyKey, key)),
    );
  return row;
}

/** An invoice with what is kept beside it. */
export type StoredInvoice = Invoice & {
  shopperId: string;
  language: Language;
  templates: { invoice: string; email: string; theme: string };
};

export async function invoiceById(tx: TenantTx, id: string): Promise<StoredInvoice | undefined> {
  const [heads, lines, sales] = await Promise.all([
    tx.q
      .select()
      .from(invoices)
      .where(and(eq(invoices.tenantId, tx.tenantId), eq(invoices.id, id))),
    tx.q
      .select()
      .from(invoiceLines)
      .where(and(eq(invoiceLines.tenantId, tx.tenantId), eq(invoiceLines.invoiceId, id)))
      .orderBy(asc(invoiceLines.lineNo)),
    tx.q
      .select()
      .from(invoiceSales)
      .where(and(eq(invoiceSales.tenantId, tx.tenantId), eq(invoiceSales.invoiceId, id)))
      .orderBy(asc(invoiceSales.position)),
  ]);
  const [head] = heads;
  return head && storedInvoice(head, lines, sales);
}

function storedInvoice(
  head: typeof invoices.$inferSelect,
  lines: (typeof invoiceLines.$inferSelect)[],
  sales: (typeof invoiceSales.$inferSelect)[],
): StoredInvoice {
  return {
    id: head.id,
    kind: head.kind,
    number: head.number,
    series: head.series,
    issuedAt: head.issuedAt.toISOString(),
    issueDate: head.issueDate,
    saleDate: head.saleDate,
    currency: head.currency,
    seller: head.seller,
    buyer: head.buyer,
    lines: lines.map((line) => ({
      receiptId: line.receiptId,
      lineId: line.receiptLineId,
      name: line.name,
      quantity: canonical(line.quantity),
      unit: line.unit,
      unitPrice: line.unitPriceMinor,
      discount: line.discountMinor,
      gross: line.grossMinor,
      letter: line.letter,
      rate: rateOf(line.rateBp),
    })),
    rates: head.rates,
    totals: { net: head.netMinor, vat: head.vatMinor, gross: head.grossMinor },
    deposits: head.deposits,
    due: head.dueMinor,
    annotations: head.annotations,
    sales: sales.map(({ receiptNumber, ...sale }) => ({
      receiptId: sale.receiptId,
      storeCode: sale.storeCode,
      storeName: sale.storeName,
      storeAddress: sale.storeAddress,
      tillUniqueNumber: sale.tillUniqueNumber,
      documentNumber: sale.documentNumber,
      ...(receiptNumber === null ? {} : { receiptNumber }),
      saleDate: sale.saleDate,
    })),
    shopperId: head.shopperId,
    language: head.language,
    templates: { invoice: head.invoiceTemplateId, email: head.emailTemplateId, theme: head.themeId },
  };
}

/** The chain-local day by the database's clock: it decides deadlines and issue dates. */
export async function today(tx: TenantTx, timeZone: string): Promise<string> {
  const [row] = await tx.q.execute<{ day: string }>(sql`select (now() at time zone ${timeZone})::date::text as day`);
  if (!row) throw new Error('the clock gave nothing');
  return row.day;
}

/** Tells listeners that something about the invoice changed; sent when the transaction commits. */
export async function announce(tx: TenantTx, invoiceId: string): Promise<void> {
  await tx.q.execute(sql`select pg_notify('efk_invoice', ${`${tx.tenantId}/${invoiceId}`})`);
}
