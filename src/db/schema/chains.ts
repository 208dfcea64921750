import { sql } from 'drizzle-orm';
import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { KsefCredentialKind, KsefTrialOutcome } from '../../domain/chains/ksefAccess.ts';
import type { KsefPauseReason } from '../../domain/chains/ksefPause.ts';
import type { ChainSettings } from '../../domain/chains/settings.ts';
import type { SiteTextKind } from '../../domain/chains/siteTexts.ts';
import type { CountryCode } from '../../domain/countries/country.ts';
import type { Language } from '../../domain/format.ts';
import type { Channel } from '../../domain/invoices/channel.ts';
import { bytes, id, instant, tenantId } from './columnTypes.ts';

export const chains = pgTable('chains', {
  id: uuid('id').primaryKey().default(sql`uuidv7()`),
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  status: text('status').$type<'active' | 'suspended'>().notNull().default('active'),
  country: text('country').$type<CountryCode>().notNull(),
  sellerName: text('seller_name').notNull(),
  sellerNip: text('seller_nip').notNull(),
  sellerAddress: text('seller_address').notNull(),
  contactPhone: text('contact_phone'),
  contactEmail: text('contact_email'),
  contactUrl: text('contact_url'),
  languages: text('languages').array().$type<Language[]>().notNull().default(['pl', 'en', 'uk']),
  settings: jsonb('settings').$type<ChainSettings>().notNull(),
  cooldownUntil: instant('cooldown_until'),
  ksefPause: text('ksef_pause').$type<KsefPauseReason>(),
  ksefPauses: integer('ksef_pauses').notNull().default(0),
  ksefPausedSince: instant('ksef_paused_since'),
  ksefPausedUntil: instant('ksef_paused_until'),
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

export const receiptCertificates = pgTable(
  'receipt_certificates',
  {
    tenantId: tenantId(),
    id: id(),
    label: text('label').notNull(),
    subject: text('subject').notNull(),
    certificate: bytes('certificate').notNull(),
    sha256: bytes('sha256').notNull(),
    validFrom: instant('valid_from').notNull(),
    validTo: instant('valid_to').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const ksefCredentials = pgTable(
  'ksef_credentials',
  {
    tenantId: tenantId(),
    kind: text('kind').$type<KsefCredentialKind>().notNull(),
    sealed: bytes('sealed').notNull(),
    subject: text('subject'),
    serialNumber: text('serial_number'),
    validFrom: instant('valid_from'),
    validTo: instant('valid_to'),
    createdAt: instant('created_at').notNull().defaultNow(),
    trial: text('trial').$type<'begun' | KsefTrialOutcome>().notNull().default('accepted'),
    trialWords: text('trial_words'),
    triedAt: instant('tried_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.kind] })],
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

export const siteTexts = pgTable(
  'site_texts',
  {
    tenantId: tenantId(),
    kind: text('kind').$type<SiteTextKind>().notNull(),
    language: text('language').$type<Language>().notNull(),
    version: integer('version').notNull(),
    source: text('source').notNull(),
    publishedAt: instant('published_at').notNull().defaultNow(),
    publishedBy: text('published_by').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.kind, t.language, t.version] })],
);
