import { jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Language } from '../../domain/format.ts';
import type { Buyer } from '../../domain/invoices/buyer.ts';
import type { SelectedLine } from '../../domain/invoices/selection.ts';
import { bytes, id, instant, tenantId } from './columnTypes.ts';

/** What is issued when the button in the mail is pressed, in the language in which it was chosen. */
export type MailedChoice = { lines: SelectedLine[]; buyer: Buyer; language: Language };

export const mailedOrders = pgTable(
  'mailed_orders',
  {
    tenantId: tenantId(),
    id: id(),
    email: text('email').notNull(),
    tokenSha256: bytes('token_sha256').notNull(),
    waiterSha256: bytes('waiter_sha256').notNull(),
    key: text('key').notNull(),
    choice: jsonb('choice').$type<MailedChoice>().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    withdrawnAt: instant('withdrawn_at'),
    presserSha256: bytes('presser_sha256'),
    shopperId: uuid('shopper_id'),
    invoiceId: uuid('invoice_id'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
