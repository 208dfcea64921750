import { bigint, boolean, integer, jsonb, numeric, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { CountryCode } from '../../domain/countries/country.ts';
import type { Language } from '../../domain/format.ts';
import type { Buyer } from '../../domain/invoices/buyer.ts';
import type { CorrectionNote, InvoiceKind, Seller } from '../../domain/invoices/invoice.ts';
import type { Currency } from '../../domain/money/currency.ts';
import type { Minor } from '../../domain/money/money.ts';
import type { Rate } from '../../domain/money/rate.ts';
import type { RateTotal } from '../../domain/money/vat.ts';
import type { Payment } from '../../domain/receipts/payment.ts';
import type { Deposit } from '../../domain/receipts/receipt.ts';
import { amount, day, id, instant, tenantId } from './columnTypes.ts';

export const numberCounters = pgTable(
  'number_counters',
  {
    tenantId: tenantId(),
    series: text('series').notNull(),
    period: text('period').notNull(),
    lastN: integer('last_n').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.series, t.period] })],
);

export const invoices = pgTable(
  'invoices',
  {
    tenantId: tenantId(),
    id: id(),
    shopperId: uuid('shopper_id').notNull(),
    storeId: uuid('store_id').notNull(),
    kind: text('kind').$type<InvoiceKind>().notNull().default('invoice'),
    correctsId: uuid('corrects_id'),
    correction: jsonb('correction').$type<CorrectionNote>(),
    correctionNo: integer('correction_no'),
    series: text('series').notNull(),
    period: text('period').notNull(),
    n: integer('n').notNull(),
    number: text('number').notNull(),
    issuedAt: instant('issued_at').notNull().defaultNow(),
    issueDate: day('issue_date').notNull(),
    saleDate: day('sale_date').notNull(),
    country: text('country').$type<CountryCode>().notNull(),
    currency: text('currency').$type<Currency>().notNull(),
    seller: jsonb('seller').$type<Seller>().notNull(),
    buyer: jsonb('buyer').$type<Buyer>().notNull(),
    buyerName: text('buyer_name').notNull(),
    buyerNip: text('buyer_nip'),
    rates: jsonb('rates').$type<RateTotal[]>().notNull(),
    deposits: jsonb('deposits').$type<Deposit[]>().notNull(),
    payments: jsonb('payments').$type<Payment[]>().notNull(),
    annotations: text('annotations').array().notNull(),
    netMinor: amount('net_minor'),
    vatMinor: amount('vat_minor'),
    grossMinor: amount('gross_minor'),
    dueMinor: amount('due_minor'),
    language: text('language').$type<Language>().notNull(),
    invoiceTemplateId: uuid('invoice_template_id').notNull(),
    emailTemplateId: uuid('email_template_id').notNull(),
    themeId: uuid('theme_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const invoiceLines = pgTable(
  'invoice_lines',
  {
    tenantId: tenantId(),
    invoiceId: uuid('invoice_id').notNull(),
    lineNo: integer('line_no').notNull(),
    receiptId: uuid('receipt_id').notNull(),
    receiptLineNo: integer('receipt_line_no').notNull(),
    receiptLineId: uuid('receipt_line_id').notNull(),
    name: text('name').notNull(),
    quantity: numeric('quantity', { precision: 15, scale: 6 }).notNull(),
    unit: text('unit').notNull(),
    unitPriceMinor: amount('unit_price_minor'),
    discountMinor: amount('discount_minor'),
    receiptDiscountMinor: amount('receipt_discount_minor'),
    grossMinor: amount('gross_minor'),
    correctsLineNo: integer('corrects_line_no'),
    beforeQuantity: numeric('before_quantity', { precision: 15, scale: 6 }),
    beforeDiscountMinor: bigint('before_discount_minor', { mode: 'number' }).$type<Minor>(),
    beforeGrossMinor: bigint('before_gross_minor', { mode: 'number' }).$type<Minor>(),
    letter: text('letter').notNull(),
    rateKind: text('rate_kind').$type<Rate['kind']>().notNull(),
    rateBp: integer('rate_bp'),
    annex15: boolean('annex15').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.invoiceId, t.lineNo] })],
);

export const invoiceSales = pgTable(
  'invoice_sales',
  {
    tenantId: tenantId(),
    invoiceId: uuid('invoice_id').notNull(),
    receiptId: uuid('receipt_id').notNull(),
    position: integer('position').notNull(),
    receiptCode: text('receipt_code').notNull(),
    storeCode: text('store_code').notNull(),
    storeName: text('store_name').notNull(),
    storeAddress: text('store_address').notNull(),
    tillUniqueNumber: text('till_unique_number').notNull(),
    documentNumber: text('document_number').notNull(),
    receiptNumber: text('receipt_number'),
    saleDate: day('sale_date').notNull(),
    withDeposits: boolean('with_deposits').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.invoiceId, t.receiptId] })],
);
