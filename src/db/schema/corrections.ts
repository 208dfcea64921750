import { bigint, integer, jsonb, numeric, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { CorrectionChange, CorrectionReason } from '../../domain/invoices/correctionChange.ts';
import type { Minor } from '../../domain/money/money.ts';
import { bytes, id, instant, tenantId } from './columnTypes.ts';

export const returns = pgTable(
  'returns',
  {
    tenantId: tenantId(),
    id: id(),
    receiptId: uuid('receipt_id').notNull(),
    externalId: text('external_id').notNull(),
    returnedAt: instant('returned_at').notNull(),
    requestSha256: bytes('request_sha256').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const returnLines = pgTable(
  'return_lines',
  {
    tenantId: tenantId(),
    returnId: uuid('return_id').notNull(),
    partNo: integer('part_no').notNull(),
    receiptId: uuid('receipt_id').notNull(),
    receiptLineNo: integer('receipt_line_no').notNull(),
    quantity: numeric('quantity', { precision: 15, scale: 6 }).notNull(),
    grossMinor: bigint('gross_minor', { mode: 'number' }).$type<Minor>().notNull(),
    invoiceId: uuid('invoice_id'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.returnId, t.partNo] })],
);

/** Who asks for a correction. */
export type DraftOrigin = 'return' | 'shopper' | 'staff';
export type DraftState = 'waiting' | 'issued' | 'rejected';

export const correctionDrafts = pgTable(
  'correction_drafts',
  {
    tenantId: tenantId(),
    id: id(),
    invoiceId: uuid('invoice_id').notNull(),
    origin: text('origin').$type<DraftOrigin>().notNull(),
    returnId: uuid('return_id'),
    reason: text('reason').$type<CorrectionReason>().notNull(),
    change: jsonb('change').$type<CorrectionChange>().notNull(),
    note: text('note'),
    state: text('state').$type<DraftState>().notNull().default('waiting'),
    createdAt: instant('created_at').notNull().defaultNow(),
    createdBy: uuid('created_by'),
    decidedBy: uuid('decided_by'),
    decidedAt: instant('decided_at'),
    decisionNote: text('decision_note'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
