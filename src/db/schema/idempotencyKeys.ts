import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant, tenantId } from './columnTypes.ts';

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
