import { and, eq, isNull, lt, ne, sql } from 'drizzle-orm';
import { type MailedChoice, mailedOrders } from './schema/mailedOrders.ts';
import type { TenantTx } from './tenancy.ts';

export type { MailedChoice };

/** An order as the link in its mail, or the device that waits for it, finds it. */
export type MailedOrder = {
  id: string;
  email: string;
  key: string;
  choice: MailedChoice;
  isWithdrawn: boolean;
  isPast: boolean;
  presserSha256: Buffer | null;
  shopperId: string | null;
  invoiceId: string | null;
};

const columns = {
  id: mailedOrders.id,
  email: mailedOrders.email,
  key: mailedOrders.key,
  choice: mailedOrders.choice,
  isWithdrawn: sql<boolean>`${mailedOrders.withdrawnAt} is not null`,
  isPast: sql<boolean>`${mailedOrders.expiresAt} <= now()`,
  presserSha256: mailedOrders.presserSha256,
  shopperId: mailedOrders.shopperId,
  invoiceId: mailedOrders.invoiceId,
};

type NewOrder = Pick<MailedOrder, 'email' | 'key' | 'choice'> & {
  tokenSha256: Buffer;
  waiterSha256: Buffer;
  minutes: number;
};

/** Keeps an order and withdraws the device's other orders. An order sent again has the same key, so both of its mails stay valid. */
export async function putMailedOrder(tx: TenantTx, { minutes, ...order }: NewOrder): Promise<string> {
  await withdraw(tx, order.waiterSha256, order.key);
  const [row] = await tx.q
    .insert(mailedOrders)
    .values({ tenantId: tx.tenantId, ...order, expiresAt: sql`now() + make_interval(mins => ${minutes})` })
    .returning({ id: mailedOrders.id });
  if (!row) throw new Error('order not inserted');
  return row.id;
}

export async function mailedOrderByToken(tx: TenantTx, tokenSha256: Buffer): Promise<MailedOrder | undefined> {
  const [row] = await tx.q
    .select(columns)
    .from(mailedOrders)
    .where(and(eq(mailedOrders.tenantId, tx.tenantId), eq(mailedOrders.tokenSha256, tokenSha256)));
  return row;
}

/** The order with this id, for the device that sent it. */
export async function mailedOrderOf(
  tx: TenantTx,
  { id, waiterSha256 }: { id: string; waiterSha256: Buffer },
): Promise<MailedOrder | undefined> {
  const [row] = await tx.q
    .select(columns)
    .from(mailedOrders)
    .where(
      and(eq(mailedOrders.tenantId, tx.tenantId), eq(mailedOrders.id, id), eq(mailedOrders.waiterSha256, waiterSha256)),
    );
  return row;
}

/**
 * Notes the invoice with every mail of the order. True for the press that came first, and when the same presser repeats
 * it; false for every other press.
 */
export async function markPressed(
  tx: TenantTx,
  order: Pick<MailedOrder, 'id' | 'email' | 'key'>,
  press: { presserSha256: Buffer; shopperId: string; invoiceId: string },
): Promise<boolean> {
  // The rows are locked in one order, so two presses of two mails cannot wait for each other.
  const mails = await tx.q.execute<{ id: string; presser: Buffer | null }>(sql`
    select id, presser_sha256 as presser from mailed_orders
    where tenant_id = ${tx.tenantId}::uuid and email = ${order.email}::text and key = ${order.key}::text
    order by id for update`);
  const first = mails.find(({ presser }) => presser !== null)?.presser;
  if (first) return first.equals(press.presserSha256);
  await tx.q
    .update(mailedOrders)
    .set(press)
    .where(
      and(eq(mailedOrders.tenantId, tx.tenantId), eq(mailedOrders.email, order.email), eq(mailedOrders.key, order.key)),
    );
  return true;
}

/** Ends the links of all orders that this device sent, except those with `exceptKey`. Orders that are issued stay as they are. */
export async function withdraw(tx: TenantTx, waiterSha256: Buffer, exceptKey = ''): Promise<void> {
  await tx.q
    .update(mailedOrders)
    .set({ withdrawnAt: sql`now()` })
    .where(
      and(
        eq(mailedOrders.tenantId, tx.tenantId),
        eq(mailedOrders.waiterSha256, waiterSha256),
        ne(mailedOrders.key, exceptKey),
        isNull(mailedOrders.invoiceId),
        isNull(mailedOrders.withdrawnAt),
      ),
    );
}

/** Minutes for which the waiting device may read the invoice after its order's own end. */
export const watchedMinutes = 60;

/** Deletes the orders of an address, with their buyers. */
export async function deleteMailedOrders(tx: TenantTx, email: string): Promise<void> {
  await tx.q.delete(mailedOrders).where(and(eq(mailedOrders.tenantId, tx.tenantId), eq(mailedOrders.email, email)));
}

export async function dropOldMailedOrders(tx: TenantTx): Promise<void> {
  await tx.q
    .delete(mailedOrders)
    .where(
      and(
        eq(mailedOrders.tenantId, tx.tenantId),
        lt(mailedOrders.expiresAt, sql`now() - make_interval(mins => ${watchedMinutes})`),
      ),
    );
}
