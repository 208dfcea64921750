import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  date,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import type { ChainSettings } from '../domain/chains/settings.ts';
import type { CountryCode } from '../domain/countries/country.ts';
import type { Language } from '../domain/format.ts';
import type { Buyer } from '../domain/invoices/buyer.ts';
import type { Channel } from '../domain/invoices/channel.ts';
import type { DocumentKind } from '../domain/invoices/documentKind.ts';
import type { DocumentLayout, LayoutProblem } from '../domain/invoices/documentLayout.ts';
import type { InvoiceKind, Seller } from '../domain/invoices/invoice.ts';
import type { Currency } from '../domain/money/currency.ts';
import type { Minor } from '../domain/money/money.ts';
import type { Rate } from '../domain/money/rate.ts';
import type { RateTotal } from '../domain/money/vat.ts';
import type { PushedReceipt } from '../domain/receipts/pushedReceipt.ts';
import type { Deposit } from '../domain/receipts/receipt.ts';
import type { Task } from '../domain/task.ts';

// The tables as queries see them. What they promise (policies, grants, checks) stands in migrations/.

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const amount = (name: string) => bigint(name, { mode: 'number' }).$type<Minor>().notNull();
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const day = (name: string) => date(name, { mode: 'string' });
const tenantId = () => uuid('tenant_id').notNull();
const id = () => uuid('id').notNull().default(sql`uuidv7()`);

export const chains = pgTable('chains', {
  id: uuid('id').primaryKey().default(sql`uuidv7()`),
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  status: text('status').$type<'active' | 'suspended'>().notNull().default('active'),
  country: text('country').$type<CountryCode>().notNull(),
  sellerName: text('seller_name').notNull(),
  sellerNip: text('seller_nip').notNull(),
  sellerAddress: text('seller_address').notNull(),
  languages: text('languages').array().$type<Language[]>().notNull().default(['pl', 'en']),
  settings: jsonb('settings').$type<ChainSettings>().notNull(),
  cooldownUntil: instant('cooldown_until'),
  createdAt: instant('created_at').notNull().defaultNow(),
});

export const stores = pgTable(
  'stores',
  {
    tenantId: tenantId(),
    id: id(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    address: text('address').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const tills = pgTable(
  'tills',
  {
    tenantId: tenantId(),
    id: id(),
    storeId: uuid('store_id').notNull(),
    uniqueNumber: text('unique_number').notNull(),
    number: text('number'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const posKeys = pgTable(
  'pos_keys',
  {
    tenantId: tenantId(),
    id: id(),
    label: text('label').notNull(),
    keySha256: bytes('key_sha256').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

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
    grossMinor: amount('gross_minor'),
    letter: text('letter').notNull(),
    rateKind: text('rate_kind').$type<Rate['kind']>().notNull(),
    rateBp: integer('rate_bp'),
    remainingQuantity: numeric('remaining_quantity', { precision: 15, scale: 6 }).notNull(),
    remainingGrossMinor: amount('remaining_gross_minor'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.receiptId, t.lineNo] })],
);

export const shoppers = pgTable(
  'shoppers',
  {
    tenantId: tenantId(),
    id: id(),
    email: text('email').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const mailCodes = pgTable(
  'mail_codes',
  {
    tenantId: tenantId(),
    email: text('email').notNull(),
    asker: text('asker').notNull(),
    codeHmac: bytes('code_hmac').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    previousHmac: bytes('previous_hmac'),
    previousExpiresAt: instant('previous_expires_at'),
    attemptsLeft: integer('attempts_left').notNull(),
    othersLeft: integer('others_left').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.email, t.asker] })],
);

export const staff = pgTable(
  'staff',
  {
    tenantId: tenantId(),
    id: id(),
    email: text('email').notNull(),
    role: text('role').$type<'staff' | 'admin'>().notNull(),
    storeId: uuid('store_id'),
    passwordHash: text('password_hash'),
    invitationSha256: bytes('invitation_sha256'),
    invitationExpiresAt: instant('invitation_expires_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const sessions = pgTable(
  'sessions',
  {
    tenantId: tenantId(),
    id: id(),
    shopperId: uuid('shopper_id'),
    staffId: uuid('staff_id'),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const budgets = pgTable(
  'budgets',
  {
    tenantId: tenantId(),
    subject: text('subject').notNull(),
    windowStart: instant('window_start').notNull(),
    spent: integer('spent').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.subject, t.windowStart] })],
);

export const knownNetworks = pgTable(
  'known_networks',
  {
    tenantId: tenantId(),
    network: text('network').notNull(),
    seenAt: instant('seen_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.network] })],
);

export const companies = pgTable(
  'companies',
  {
    tenantId: tenantId(),
    nip: text('nip').notNull(),
    name: text('name').notNull(),
    address: text('address').notNull(),
    source: text('source').$type<'gus' | 'white_list' | 'vies'>().notNull(),
    asOf: day('as_of').notNull(),
    askedAt: instant('asked_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.nip] })],
);

export type ActorKind = 'shopper' | 'staff';

export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    tenantId: tenantId(),
    actorKind: text('actor_kind').$type<ActorKind>().notNull(),
    actorId: uuid('actor_id').notNull(),
    key: text('key').notNull(),
    requestSha256: bytes('request_sha256').notNull(),
    resultId: uuid('result_id').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.actorKind, t.actorId, t.key] })],
);

export type TemplateKind = 'invoice' | 'email' | 'theme';

export const templateVersions = pgTable(
  'template_versions',
  {
    tenantId: tenantId(),
    id: id(),
    kind: text('kind').$type<TemplateKind>().notNull(),
    version: integer('version').notNull(),
    source: text('source').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    createdBy: text('created_by').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** What is wrong with a source, as the editor shows it. */
export type TemplateErrors = {
  code: string;
  params: Record<string, string | number>;
  line: number;
  column: number;
  detail: string;
}[];

export const templates = pgTable(
  'templates',
  {
    tenantId: tenantId(),
    kind: text('kind').$type<TemplateKind>().notNull(),
    publishedId: uuid('published_id').notNull(),
    draftSource: text('draft_source'),
    draftRevision: integer('draft_revision').notNull().default(0),
    draftErrors: jsonb('draft_errors').$type<TemplateErrors>(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.kind] })],
);

export const templatePreviews = pgTable(
  'template_previews',
  {
    tenantId: tenantId(),
    id: id(),
    kind: text('kind').$type<TemplateKind>().notNull(),
    purpose: text('purpose').$type<'look' | 'proof'>().notNull().default('look'),
    source: text('source').notNull(),
    state: text('state').$type<'queued' | 'ready' | 'failed'>().notNull().default('queued'),
    attempts: integer('attempts').notNull().default(0),
    errors: jsonb('errors').$type<TemplateErrors>().notNull().default([]),
    content: bytes('content'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

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
    grossMinor: amount('gross_minor'),
    letter: text('letter').notNull(),
    rateKind: text('rate_kind').$type<Rate['kind']>().notNull(),
    rateBp: integer('rate_bp'),
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
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.invoiceId, t.receiptId] })],
);

export const buyers = pgTable(
  'buyers',
  {
    tenantId: tenantId(),
    id: id(),
    shopperId: uuid('shopper_id').notNull(),
    kind: text('kind').$type<'person' | 'company'>().notNull(),
    nip: text('nip'),
    name: text('name').notNull(),
    address: text('address'),
    usedAt: instant('used_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

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

export const destinations = pgTable(
  'destinations',
  {
    tenantId: tenantId(),
    id: id(),
    channel: text('channel').$type<Channel>().notNull(),
    address: text('address').notNull(),
    sealedSecret: bytes('sealed_secret'),
    enabled: boolean('enabled').notNull().default(true),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
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
    state: text('state').$type<'queued' | 'sent' | 'retrying' | 'failed'>().notNull().default('queued'),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
    createdAt: instant('created_at').notNull().defaultNow(),
    sentAt: instant('sent_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const outbox = pgTable(
  'outbox',
  {
    tenantId: tenantId(),
    task: text('task').$type<Task>().notNull(),
    subjectId: uuid('subject_id').notNull(),
    dueAt: instant('due_at').notNull().defaultNow(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.task, t.subjectId] })],
);

export const chores = pgTable('chores', {
  name: text('name').primaryKey(),
  dueAt: instant('due_at').notNull(),
});

export const operators = pgTable('operators', {
  id: uuid('id').primaryKey().default(sql`uuidv7()`),
  email: text('email').notNull(),
  passwordHash: text('password_hash').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
});

export const operatorSessions = pgTable('operator_sessions', {
  id: uuid('id').primaryKey().default(sql`uuidv7()`),
  operatorId: uuid('operator_id').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
});
