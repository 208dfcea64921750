import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { stores } from '../schema/chains.ts';
import { type operatorSessions, sessions, shoppers, staff } from '../schema/people.ts';
import type { TenantTx } from '../tenancy.ts';
import type { Member } from './members.ts';

export async function openSession(
  tx: TenantTx,
  session: ({ shopperId: string } | { staffId: string }) & { days: number },
): Promise<string> {
  const [row] = await tx.q
    .insert(sessions)
    .values({
      tenantId: tx.tenantId,
      shopperId: 'shopperId' in session ? session.shopperId : null,
      staffId: 'staffId' in session ? session.staffId : null,
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

/** The owner of a valid session. */
export async function shopperOfSession(tx: TenantTx, id: string): Promise<{ id: string; email: string } | undefined> {
  const [row] = await tx.q
    .select({ id: shoppers.id, email: shoppers.email })
    .from(sessions)
    .innerJoin(shoppers, and(eq(shoppers.tenantId, sessions.tenantId), eq(shoppers.id, sessions.shopperId)))
    .where(and(eq(sessions.tenantId, tx.tenantId), eq(sessions.id, id), inForce(sessions)));
  return row;
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
