import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Language } from '../../domain/format.ts';
import { stores } from '../schema/chains.ts';
import { type operatorSessions, sessions, shoppers, staff } from '../schema/people.ts';
import type { TenantTx } from '../tenancy.ts';
import type { Member } from './members.ts';

export async function openSession(
  tx: TenantTx,
  session: ({ shopperId: string } | { staffId: string }) & { days: number; browser?: string | undefined },
): Promise<string> {
  const [row] = await tx.q
    .insert(sessions)
    .values({
      tenantId: tx.tenantId,
      shopperId: 'shopperId' in session ? session.shopperId : null,
      staffId: 'staffId' in session ? session.staffId : null,
      browser: session.browser || null,
      expiresAt: sql`now() + make_interval(days => ${session.days})`,
    })
    .returning({ id: sessions.id });
  if (!row) throw new Error('session not inserted');
  return row.id;
}

export async function endSession(tx: TenantTx, id: string): Promise<void> {
  await tx.q
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(sessions.tenantId, tx.tenantId), eq(sessions.id, id), isNull(sessions.revokedAt)));
}

export type SessionShopper = { id: string; email: string; language: Language | null };

/** The owner of a valid session. Stores that the session was seen, at most every ten minutes. */
export async function shopperOfSession(tx: TenantTx, id: string): Promise<SessionShopper | undefined> {
  const [row] = await tx.q
    .select({
      id: shoppers.id,
      email: shoppers.email,
      language: shoppers.language,
      seenLately: sql<boolean>`${sessions.seenAt} > now() - interval '10 minutes'`,
    })
    .from(sessions)
    .innerJoin(shoppers, and(eq(shoppers.tenantId, sessions.tenantId), eq(shoppers.id, sessions.shopperId)))
    .where(and(eq(sessions.tenantId, tx.tenantId), eq(sessions.id, id), inForce(sessions)));
  if (row?.email == null) return undefined;
  if (!row.seenLately) await noteSeen(tx, id);
  return { id: row.id, email: row.email, language: row.language };
}

async function noteSeen(tx: TenantTx, id: string): Promise<void> {
  await tx.q
    .update(sessions)
    .set({ seenAt: sql`now()` })
    .where(and(eq(sessions.tenantId, tx.tenantId), eq(sessions.id, id)));
}

/** Sessions of shoppers and staff that ended 30 days ago. */
export async function dropOldSessions(tx: TenantTx): Promise<void> {
  await tx.q
    .delete(sessions)
    .where(
      and(
        eq(sessions.tenantId, tx.tenantId),
        sql`least(${sessions.expiresAt}, ${sessions.revokedAt}) < now() - interval '30 days'`,
      ),
    );
}

export type SessionMember = Omit<Member, 'passwordHash'> & { storeCode: string | null; storeName: string | null };

export async function memberOfSession(tx: TenantTx, id: string): Promise<SessionMember | undefined> {
  const [row] = await tx.q
    .select({
      id: staff.id,
      email: staff.email,
      role: staff.role,
      storeId: staff.storeId,
      storeCode: stores.code,
      storeName: stores.name,
    })
    .from(sessions)
    .innerJoin(staff, and(eq(staff.tenantId, sessions.tenantId), eq(staff.id, sessions.staffId)))
    .leftJoin(stores, and(eq(stores.tenantId, staff.tenantId), eq(stores.id, staff.storeId)))
    .where(and(eq(sessions.tenantId, tx.tenantId), eq(sessions.id, id), inForce(sessions)));
  return row;
}

/** A session that has neither expired nor been ended. */
export function inForce(table: typeof sessions | typeof operatorSessions) {
  return and(isNull(table.revokedAt), gt(table.expiresAt, sql`now()`));
}
