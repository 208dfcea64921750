import { sql } from 'drizzle-orm';
import { bigint, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Language } from '../../domain/format.ts';
import type { AccountantMode } from '../../domain/invoices/accountant.ts';
import { bytes, day, id, instant, tenantId } from './columnTypes.ts';

export const shoppers = pgTable(
  'shoppers',
  {
    tenantId: tenantId(),
    id: id(),
    email: text('email'),
    name: text('name'),
    language: text('language').$type<Language>(),
    createdAt: instant('created_at').notNull().defaultNow(),
    erasedAt: instant('erased_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const accountants = pgTable(
  'accountants',
  {
    tenantId: tenantId(),
    id: id(),
    shopperId: uuid('shopper_id').notNull(),
    address: text('address').notNull(),
    mode: text('mode').$type<AccountantMode>().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    confirmedAt: instant('confirmed_at'),
    stoppedAt: instant('stopped_at'),
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
    browser: text('browser'),
    createdAt: instant('created_at').notNull().defaultNow(),
    seenAt: instant('seen_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const passkeys = pgTable(
  'passkeys',
  {
    tenantId: tenantId(),
    id: id(),
    shopperId: uuid('shopper_id').notNull(),
    credentialId: bytes('credential_id').notNull(),
    publicKey: bytes('public_key').notNull(),
    counter: bigint('counter', { mode: 'number' }).notNull(),
    transports: text('transports').array().notNull(),
    name: text('name').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    lastUsedAt: instant('last_used_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const passkeyChallenges = pgTable(
  'passkey_challenges',
  {
    tenantId: tenantId(),
    challengeSha256: bytes('challenge_sha256').notNull(),
    shopperId: uuid('shopper_id'),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.challengeSha256] })],
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

export const consents = pgTable(
  'consents',
  {
    tenantId: tenantId(),
    id: id(),
    shopperId: uuid('shopper_id').notNull(),
    kind: text('kind').$type<'electronic_invoice'>().notNull(),
    version: integer('version').notNull(),
    language: text('language').$type<Language>().notNull(),
    acceptedAt: instant('accepted_at').notNull().defaultNow(),
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
