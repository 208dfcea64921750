import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Language } from '../../domain/format.ts';
import type { AccountantMode } from '../../domain/invoices/accountant.ts';
import { accountants, shoppers } from '../schema/people.ts';
import type { TenantTx } from '../tenancy.ts';

/** Days in which an address can be confirmed. */
export const confirmWithinDays = 7;

export type Accountant = {
  id: string;
  shopperId: string;
  address: string;
  mode: AccountantMode;
  createdAt: Date;
  confirmedAt: Date | null;
  stoppedAt: Date | null;
};

/** Whether invoices may be sent there. */
export function isActive({ confirmedAt, stoppedAt }: Pick<Accountant, 'confirmedAt' | 'stoppedAt'>): boolean {
  return confirmedAt !== null && stoppedAt === null;
}

const columns = {
  id: accountants.id,
  shopperId: accountants.shopperId,
  address: accountants.address,
  mode: accountants.mode,
  createdAt: accountants.createdAt,
  confirmedAt: accountants.confirmedAt,
  stoppedAt: accountants.stoppedAt,
};

/** The accountant of the shopper in whose role this runs. */
export async function ownAccountant(tx: TenantTx): Promise<Accountant | undefined> {
  const [row] = await tx.q.select(columns).from(accountants).where(eq(accountants.tenantId, tx.tenantId));
  return row;
}

/** Replaces the shopper's accountant by an address that is not confirmed yet. */
export async function putAccountant(
  tx: TenantTx,
  accountant: { shopperId: string; address: string; mode: AccountantMode },
): Promise<Accountant> {
  await dropOwnAccountant(tx);
  const { shopperId, address, mode } = accountant;
  await tx.q.execute(
    sql`insert into accountants (tenant_id, shopper_id, address, mode) values (${tx.tenantId}, ${shopperId}, ${address}, ${mode})`,
  );
  const row = await ownAccountant(tx);
  if (!row) throw new Error('accountant not inserted');
  return row;
}

export async function setAccountantMode(tx: TenantTx, mode: AccountantMode): Promise<void> {
  await tx.q.update(accountants).set({ mode }).where(eq(accountants.tenantId, tx.tenantId));
}

export async function dropOwnAccountant(tx: TenantTx): Promise<void> {
  await tx.q.delete(accountants).where(eq(accountants.tenantId, tx.tenantId));
}

export async function accountantById(tx: TenantTx, id: string): Promise<Accountant | undefined> {
  const [row] = await tx.q.select(columns).from(accountants).where(one(tx, id));
  return row;
}

/** An accountant with the shopper whose invoices it gets. */
export type SendingShopper = { email: string; language: Language | null };

export async function shopperOfAccountant(tx: TenantTx, shopperId: string): Promise<SendingShopper | undefined> {
  const [row] = await tx.q
    .select({ email: shoppers.email, language: shoppers.language })
    .from(shoppers)
    .where(and(eq(shoppers.tenantId, tx.tenantId), eq(shoppers.id, shopperId)));
  return row?.email == null ? undefined : { email: row.email, language: row.language };
}

/** The accountant of a shopper, for the worker, which sees all of the chain. */
export async function accountantOf(tx: TenantTx, shopperId: string): Promise<Accountant | undefined> {
  const [row] = await tx.q
    .select(columns)
    .from(accountants)
    .where(and(eq(accountants.tenantId, tx.tenantId), eq(accountants.shopperId, shopperId)));
  return row;
}

/** The first confirmation counts. */
export async function confirmAccountant(tx: TenantTx, id: string): Promise<void> {
  await tx.q
    .update(accountants)
    .set({ confirmedAt: sql`now()` })
    .where(and(one(tx, id), isNull(accountants.confirmedAt), isNull(accountants.stoppedAt)));
}

export async function stopAccountant(tx: TenantTx, id: string): Promise<void> {
  await tx.q
    .update(accountants)
    .set({ stoppedAt: sql`now()` })
    .where(and(one(tx, id), isNull(accountants.stoppedAt)));
}

/** Addresses that nobody confirmed in time. */
export async function dropOldAccountants(tx: TenantTx): Promise<void> {
  await tx.q
    .delete(accountants)
    .where(
      and(
        eq(accountants.tenantId, tx.tenantId),
        isNull(accountants.confirmedAt),
        sql`${accountants.createdAt} < now() - make_interval(days => ${confirmWithinDays})`,
      ),
    );
}

function one(tx: TenantTx, id: string) {
  return and(eq(accountants.tenantId, tx.tenantId), eq(accountants.id, id));
}
