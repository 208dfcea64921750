import { sql } from 'drizzle-orm';
import { bigint, customType, date, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Minor } from '../../domain/money/money.ts';

// The files in this folder describe the tables for queries. Policies, grants and checks are in migrations/.

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
export const amount = (name: string) => bigint(name, { mode: 'number' }).$type<Minor>().notNull();
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
export const day = (name: string) => date(name, { mode: 'string' });
export const tenantId = () => uuid('tenant_id').notNull();
export const id = () => uuid('id').notNull().default(sql`uuidv7()`);
