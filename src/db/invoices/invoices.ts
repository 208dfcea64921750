import { and, asc, eq, sql } from 'drizzle-orm';
import type { Language } from '../../domain/format.ts';
import type { Invoice, InvoiceLine } from '../../domain/invoices/invoice.ts';
import { canonical, rateColumns, rateOf } from '../columns.ts';
import { invoiceLines, invoiceSales, invoices } from '../schema/invoices.ts';
import { selection, statement } from '../statement.ts';
import type { TenantTx } from '../tenancy.ts';

/** Data of an invoice that is not printed. */
export type InvoiceRecord = Omit<Invoice, 'id' | 'issuedAt'> & {
  /** The database gives an id where none is set. */
  id?: string;
  shopperId: string;
  storeId: string;
  period: string;
  n: number;
  language: Language;
  templates: { invoice: string; email: string; theme: string };
  /** Printed receipt codes, by receipt id. */
  receiptCodes: ReadonlyMap<string, string>;
  /** Line numbers on their receipts, by line id. */
  receiptLineNumbers: ReadonlyMap<string, number>;
};

/** Inserts the invoice with its lines and sales; returns its id. */
export async function insertInvoice(tx: TenantTx, record: InvoiceRecord): Promise<string> {
  const [row] = await tx.q
    .insert(invoices)
    .values({
      tenantId: tx.tenantId,
      ...(record.id === undefined ? {} : { id: record.id }),
      shopperId: record.shopperId,
      storeId: record.storeId,
      kind: record.kind,
      correctsId: record.correctsId ?? null,
      correction: record.correction ?? null,
      correctionNo: record.correction?.no ?? null,
      series: record.series,
      period: record.period,
      n: record.n,
      number: record.number,
      issueDate: record.issueDate,
      saleDate: record.saleDate,
      country: record.country,
      currency: record.currency,
      seller: record.seller,
      buyer: record.buyer,
      buyerName: record.buyer.name,
      buyerNip: record.buyer.kind === 'company' ? record.buyer.nip : null,
      rates: record.rates,
      deposits: record.deposits,
      payments: record.payments,
      annotations: record.annotations,
      netMinor: record.totals.net,
      vatMinor: record.totals.vat,
      grossMinor: record.totals.gross,
      dueMinor: record.due,
      language: record.language,
      invoiceTemplateId: record.templates.invoice,
      emailTemplateId: record.templates.email,
      themeId: record.templates.theme,
    })
    .returning({ id: invoices.id });
  if (!row) throw new Error('invoice not inserted');
  await Promise.all([insertLines(tx, row.id, record), insertSales(tx, row.id, record)]);
  return row.id;
}

/** The number of an invoice that is known to be there. */
export async function invoiceNumber(tx: TenantTx, id: string): Promise<string> {
  const [row] = await tx.q
    .select({ number: invoices.number })
    .from(invoices)
    .where(and(eq(invoices.tenantId, tx.tenantId), eq(invoices.id, id)));
  if (!row) throw new Error(`no invoice ${id}`);
  return row.number;
}

/** The invoices of a receipt that the actor may see, oldest first: of a shopper, her own. */
export async function ownInvoicesOf(tx: TenantTx, receiptId: string): Promise<{ id: string; number: string }[]> {
  return tx.q
    .select({ id: invoices.id, number: invoices.number })
    .from(invoiceSales)
    .innerJoin(invoices, and(eq(invoices.tenantId, invoiceSales.tenantId), eq(invoices.id, invoiceSales.invoiceId)))
    .where(and(eq(invoiceSales.tenantId, tx.tenantId), eq(invoiceSales.receiptId, receiptId)))
    .orderBy(asc(invoices.id));
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
    receipt_discount: line.receiptDiscount,
    gross: line.gross,
    corrects_line_no: line.before?.position ?? null,
    before_quantity: line.before?.quantity ?? null,
    before_discount: line.before?.discount ?? null,
    before_gross: line.before?.gross ?? null,
    letter: line.letter,
    ...rateColumns(line.rate),
    annex15: line.annex15 ?? false,
  }));
  await tx.q.execute(sql`
    insert into invoice_lines (tenant_id, invoice_id, line_no, receipt_id, receipt_line_no, receipt_line_id, name, quantity,
      unit, unit_price_minor, discount_minor, receipt_discount_minor, gross_minor, corrects_line_no, before_quantity,
      before_discount_minor, before_gross_minor, letter, rate_kind, rate_bp, annex15)
    select ${tx.tenantId}::uuid, ${invoiceId}::uuid, r.line_no, r.receipt_id, r.receipt_line_no, r.receipt_line_id, r.name,
      r.quantity, r.unit, r.unit_price, r.discount, r.receipt_discount, r.gross, r.corrects_line_no, r.before_quantity,
      r.before_discount, r.before_gross, r.letter, r.rate_kind, r.rate_bp, r.annex15
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (line_no integer, receipt_id uuid, receipt_line_no integer,
      receipt_line_id uuid, name text, quantity numeric, unit text, unit_price bigint, discount bigint,
      receipt_discount bigint, gross bigint, corrects_line_no integer, before_quantity numeric, before_discount bigint,
      before_gross bigint, letter text, rate_kind text, rate_bp integer, annex15 boolean)`);
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
      withDeposits: sale.withDeposits ?? false,
    })),
  );
}

/** An invoice with its data that is not printed. */
export type StoredInvoice = Invoice & {
  shopperId: string;
  storeId: string;
  language: Language;
  templates: { invoice: string; email: string; theme: string };
};

export async function invoiceById(tx: TenantTx, id: string): Promise<StoredInvoice | undefined> {
  const which = { tenant: tx.tenantId, id };
  const [[head], lines, sales] = await Promise.all([headOf(tx.q, which), linesOf(tx.q, which), salesOf(tx.q, which)]);
  return head && storedInvoice(head, lines, sales);
}

const [tenant, given] = [sql.placeholder('tenant'), sql.placeholder('id')];

const headOf = selection<'tenant' | 'id', typeof invoices.$inferSelect>((q) =>
  q
    .select()
    .from(invoices)
    .where(and(eq(invoices.tenantId, tenant), eq(invoices.id, given))),
);
const linesOf = selection<'tenant' | 'id', typeof invoiceLines.$inferSelect>((q) =>
  q
    .select()
    .from(invoiceLines)
    .where(and(eq(invoiceLines.tenantId, tenant), eq(invoiceLines.invoiceId, given)))
    .orderBy(asc(invoiceLines.lineNo)),
);
const salesOf = selection<'tenant' | 'id', typeof invoiceSales.$inferSelect>((q) =>
  q
    .select()
    .from(invoiceSales)
    .where(and(eq(invoiceSales.tenantId, tenant), eq(invoiceSales.invoiceId, given)))
    .orderBy(asc(invoiceSales.position)),
);

function storedInvoice(
  head: typeof invoices.$inferSelect,
  lines: (typeof invoiceLines.$inferSelect)[],
  sales: (typeof invoiceSales.$inferSelect)[],
): StoredInvoice {
  return {
    id: head.id,
    kind: head.kind,
    ...(head.correctsId === null ? {} : { correctsId: head.correctsId }),
    ...(head.correction === null ? {} : { correction: head.correction }),
    number: head.number,
    series: head.series,
    issuedAt: head.issuedAt.toISOString(),
    issueDate: head.issueDate,
    saleDate: head.saleDate,
    country: head.country,
    currency: head.currency,
    seller: head.seller,
    buyer: head.buyer,
    lines: lines.map(lineOf),
    rates: head.rates,
    totals: { net: head.netMinor, vat: head.vatMinor, gross: head.grossMinor },
    deposits: head.deposits,
    payments: head.payments,
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
      ...(sale.withDeposits ? { withDeposits: true } : {}),
    })),
    shopperId: head.shopperId,
    storeId: head.storeId,
    language: head.language,
    templates: { invoice: head.invoiceTemplateId, email: head.emailTemplateId, theme: head.themeId },
  };
}

function lineOf(line: typeof invoiceLines.$inferSelect): InvoiceLine {
  return {
    receiptId: line.receiptId,
    lineId: line.receiptLineId,
    name: line.name,
    quantity: canonical(line.quantity),
    unit: line.unit,
    unitPrice: line.unitPriceMinor,
    discount: line.discountMinor,
    receiptDiscount: line.receiptDiscountMinor,
    gross: line.grossMinor,
    letter: line.letter,
    rate: rateOf(line),
    ...(line.annex15 ? { annex15: true as const } : {}),
    ...beforeOf(line),
  };
}

function beforeOf(line: typeof invoiceLines.$inferSelect): Pick<InvoiceLine, 'before'> {
  const { correctsLineNo, beforeQuantity, beforeDiscountMinor, beforeGrossMinor } = line;
  if (correctsLineNo === null || beforeQuantity === null || beforeDiscountMinor === null || beforeGrossMinor === null)
    return {};
  const quantity = canonical(beforeQuantity);
  return { before: { position: correctsLineNo, quantity, discount: beforeDiscountMinor, gross: beforeGrossMinor } };
}

/** The number of an invoice that the actor may see. */
export async function numberOf(tx: TenantTx, id: string): Promise<{ id: string; number: string } | undefined> {
  const [row] = await tx.q
    .select({ id: invoices.id, number: invoices.number })
    .from(invoices)
    .where(and(eq(invoices.tenantId, tx.tenantId), eq(invoices.id, id)));
  return row;
}

/** Notifies listeners of a change of the invoice when the transaction commits. */
export async function announce(tx: TenantTx, invoiceId: string): Promise<void> {
  await notified(tx.q, { key: `${tx.tenantId}/${invoiceId}` });
}

const notified = statement<'key'>(sql`select pg_notify('efk_invoice', ${sql.placeholder('key')})`);
