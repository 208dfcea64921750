import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Task } from '../../domain/task.ts';
import { instant, tenantId } from './columnTypes.ts';

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
