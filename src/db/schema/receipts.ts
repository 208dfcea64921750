import { boolean, integer, jsonb, numeric, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Currency } from '../../domain/money/currency.ts';
import type { Rate } from '../../domain/money/rate.ts';
import type { Payment } from '../../domain/receipts/payment.ts';
import type { PushedReceipt } from '../../domain/receipts/pushedReceipt.ts';
import type { Deposit, ReceiptDiscount } from '../../domain/receipts/receipt.ts';
import { amount, day, id, instant, tenantId } from './columnTypes.ts';

export const receipts = pgTable(
  'receipts',
  {
    tenantId: tenantId(),
    id: id(),
    storeId: uuid('store_id').notNull(),
    tillId: uuid('till_id').notNull(),
    tillUniqueNumber: text('till_unique_number').notNull(),
    documentNumber: text('document_number').notNull(),
    receiptNumber: text('receipt_number'),
    issuedAt: instant('issued_at').notNull(),
    saleDate: day('sale_date').notNull(),
    currency: text('currency').$type<Currency>().notNull(),
    buyerNip: text('buyer_nip'),
    deposits: jsonb('deposits').$type<Deposit[]>().notNull(),
    discounts: jsonb('discounts').$type<ReceiptDiscount[]>().notNull(),
    payments: jsonb('payments').$type<Payment[]>().notNull(),
    depositsTaken: boolean('deposits_taken').notNull().default(false),
    documentsIssued: integer('documents_issued').notNull().default(0),
    totalMinor: amount('total_minor'),
    code: text('code').notNull(),
    codeKind: text('code_kind').$type<'strong' | 'legacy'>().notNull(),
    pushed: jsonb('pushed').$type<PushedReceipt>().notNull(),
    receivedAt: instant('received_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const receiptLines = pgTable(
  'receipt_lines',
  {
    tenantId: tenantId(),
    receiptId: uuid('receipt_id').notNull(),
    lineNo: integer('line_no').notNull(),
    id: id(),
    name: text('name').notNull(),
    gtin: text('gtin'),
    quantity: numeric('quantity', { precision: 15, scale: 6 }).notNull(),
    unit: text('unit').notNull(),
    unitPriceMinor: amount('unit_price_minor'),
    discountMinor: amount('discount_minor'),
    receiptDiscountMinor: amount('receipt_discount_minor'),
    grossMinor: amount('gross_minor'),
    letter: text('letter').notNull(),
    rateKind: text('rate_kind').$type<Rate['kind']>().notNull(),
    rateBp: integer('rate_bp'),
    annex15: boolean('annex15').notNull().default(false),
    remainingQuantity: numeric('remaining_quantity', { precision: 15, scale: 6 }).notNull(),
    remainingGrossMinor: amount('remaining_gross_minor'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.receiptId, t.lineNo] })],
);
