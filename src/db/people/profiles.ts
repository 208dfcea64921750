import { and, desc, eq, ne, sql } from 'drizzle-orm';
import type { Language } from '../../domain/format.ts';
import { deliveries } from '../schema/documents.ts';
import { invoices } from '../schema/invoices.ts';
import { accountants, buyers, passkeys, sessions, shoppers } from '../schema/people.ts';
import type { TenantTx } from '../tenancy.ts';
import { inForce } from './sessions.ts';

// In the shopper's role: its policies show the rows of this shopper only.

export type ShopperRow = { email: string | null; name: string | null; language: Language | null; createdAt: Date };

export async function ownShopper(tx: TenantTx): Promise<ShopperRow | undefined> {
  const { email, name, language, createdAt } = shoppers;
  const [row] = await tx.q
    .select({ email, name, language, createdAt })
    .from(shoppers)
    .where(eq(shoppers.tenantId, tx.tenantId));
  return row;
}

export async function saveShopper(
  tx: TenantTx,
  { name, language }: { name: string | null; language: Language | null },
): Promise<void> {
  await tx.q.update(shoppers).set({ name, language }).where(eq(shoppers.tenantId, tx.tenantId));
}

export type OwnSession = { id: string; browser: string | null; createdAt: Date; seenAt: Date };

/** The shopper's sessions that are in force, last seen first. */
export async function ownSessions(tx: TenantTx): Promise<OwnSession[]> {
  const { id, browser, createdAt, seenAt } = sessions;
  return tx.q
    .select({ id, browser, createdAt, seenAt })
    .from(sessions)
    .where(and(eq(sessions.tenantId, tx.tenantId), inForce(sessions)))
    .orderBy(desc(seenAt), desc(id))
    .limit(100);
}

export async function dropOwnSession(tx: TenantTx, id: string): Promise<boolean> {
  const rows = await tx.q
    .delete(sessions)
    .where(and(eq(sessions.tenantId, tx.tenantId), eq(sessions.id, id)))
    .returning({ id: sessions.id });
  return rows.length === 1;
}

export async function dropOtherSessions(tx: TenantTx, keptId: string): Promise<void> {
  await tx.q.delete(sessions).where(and(eq(sessions.tenantId, tx.tenantId), ne(sessions.id, keptId)));
}

/** Whether the session was opened at most so many minutes ago. */
export async function isFresh(tx: TenantTx, sessionId: string, minutes: number): Promise<boolean> {
  const rows = await tx.q
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      and(
        eq(sessions.tenantId, tx.tenantId),
        eq(sessions.id, sessionId),
        sql`${sessions.createdAt} > now() - make_interval(mins => ${minutes})`,
      ),
    );
  return rows.length === 1;
}

/** How many invoices the shopper has, and the day of the latest sale on them. */
export async function ownInvoicesKept(tx: TenantTx): Promise<{ count: number; lastIssue: string | null }> {
  const [row] = await tx.q
    .select({ count: sql<number>`count(*)::int`, lastIssue: sql<string | null>`max(${invoices.issueDate})::text` })
    .from(invoices)
    .where(eq(invoices.tenantId, tx.tenantId));
  return row ?? { count: 0, lastIssue: null };
}

/**
 * Deletes all that names the shopper or opens her account; her invoices stay under an account without an address. A
 * delivery without an address is not sent.
 */
export async function eraseShopper(tx: TenantTx): Promise<void> {
  const own = tx.tenantId;
  await Promise.all([
    tx.q.delete(buyers).where(eq(buyers.tenantId, own)),
    tx.q.delete(accountants).where(eq(accountants.tenantId, own)),
    tx.q
      .update(deliveries)
      .set({ address: '' })
      .where(and(eq(deliveries.tenantId, own), sql`${deliveries.destinationId} is null`)),
    tx.q.delete(sessions).where(eq(sessions.tenantId, own)),
    tx.q.delete(passkeys).where(eq(passkeys.tenantId, own)),
    tx.q
      .update(shoppers)
      .set({ email: null, name: null, language: null, erasedAt: sql`now()` })
      .where(eq(shoppers.tenantId, own)),
  ]);
}
