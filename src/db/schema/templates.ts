import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, id, instant, tenantId } from './columnTypes.ts';

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

/** The errors of a source, as the editor shows them. */
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
