import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Channel } from '../../domain/invoices/channel.ts';
import type { DocumentKind, PrintedKind } from '../../domain/invoices/documentKind.ts';
import type { DocumentLayout, LayoutProblem } from '../../domain/invoices/documentLayout.ts';
import type { KsefMode } from '../../domain/invoices/ksefState.ts';
import { bytes, id, instant, tenantId } from './columnTypes.ts';

export const documents = pgTable(
  'documents',
  {
    tenantId: tenantId(),
    invoiceId: uuid('invoice_id').notNull(),
    kind: text('kind').$type<DocumentKind>().notNull(),
    state: text('state').$type<'queued' | 'ready' | 'failed'>().notNull().default('queued'),
    sha256: bytes('sha256'),
    byteSize: integer('byte_size'),
    storageKey: text('storage_key'),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
    readyAt: instant('ready_at'),
    layout: text('layout').$type<DocumentLayout>(),
    layoutProblems: jsonb('layout_problems').$type<LayoutProblem[]>().notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.invoiceId, t.kind] })],
);

export const ksefSubmissions = pgTable(
  'ksef_submissions',
  {
    tenantId: tenantId(),
    invoiceId: uuid('invoice_id').notNull(),
    state: text('state').$type<'queued' | 'sent' | 'accepted' | 'rejected' | 'failed'>().notNull().default('queued'),
    mode: text('mode').$type<KsefMode>().notNull().default('online'),
    attempts: integer('attempts').notNull().default(0),
    sessionReference: text('session_reference'),
    invoiceReference: text('invoice_reference'),
    sentAt: instant('sent_at'),
    number: text('number'),
    acquiredAt: instant('acquired_at'),
    code: integer('code'),
    reason: text('reason'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.invoiceId] })],
);

export const deliveries = pgTable(
  'deliveries',
  {
    tenantId: tenantId(),
    id: id(),
    invoiceId: uuid('invoice_id').notNull(),
    channel: text('channel').$type<Channel>().notNull(),
    address: text('address').notNull(),
    destinationId: uuid('destination_id'),
    toAccountant: boolean('to_accountant').notNull().default(false),
    document: text('document').$type<PrintedKind>().notNull().default('pdf'),
    state: text('state').$type<'queued' | 'sent' | 'retrying' | 'failed'>().notNull().default('queued'),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
    createdAt: instant('created_at').notNull().defaultNow(),
    sentAt: instant('sent_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const accountantMonths = pgTable(
  'accountant_months',
  {
    tenantId: tenantId(),
    id: id(),
    accountantId: uuid('accountant_id').notNull(),
    month: text('month').notNull(),
    state: text('state').$type<'queued' | 'sent' | 'retrying' | 'failed'>().notNull().default('queued'),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
    createdAt: instant('created_at').notNull().defaultNow(),
    sentAt: instant('sent_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
