import type { MailedOrderIn } from '../../contract/orders.ts';
import { putMailedOrder } from '../../db/mailedOrders.ts';
import type { SiteContext } from '../context.ts';
import { newSecret, secretHash } from '../passwords/secrets.ts';

/** The path of the page that a mail's button opens. The token is behind the #, so that no log and no referrer holds it. */
export function pressPath(token: string): string {
  return `/issue#${token}`;
}

/**
 * Keeps an order for a press in the mail. The device's orders of before end: it waits for one at a time. Both secrets have
 * 160 random bits and are stored as hashes.
 */
export async function mailOrder(
  { app, chain, language }: SiteContext,
  { email, order, waiter, minutes }: { email: string; order: MailedOrderIn; waiter: string; minutes: number },
): Promise<{ id: string; token: string }> {
  const token = newSecret('ord');
  const { lines, buyer, idempotencyKey: key } = order;
  const choice = { lines, buyer, language };
  const id = await app.db.withTenant({ role: 'door', tenantId: chain.id }, (tx) =>
    putMailedOrder(tx, {
      email,
      key,
      choice,
      minutes,
      tokenSha256: secretHash(token),
      waiterSha256: secretHash(waiter),
    }),
  );
  return { id, token };
}
