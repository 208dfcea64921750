import { lockShopper } from '../../db/invoices/issuedToday.ts';
import { deleteMailedOrders } from '../../db/mailedOrders.ts';
import { deleteMailCodes } from '../../db/people/mailCodes.ts';
import { eraseShopper, isFresh } from '../../db/people/profiles.ts';
import { Problem } from '../../domain/problem.ts';
import type { ShopperContext } from '../context.ts';
import { readerOf } from '../reader.ts';

/** An older session may be on a device that somebody else has in hand. */
export const freshMinutes = 10;

type Call = { ctx: ShopperContext; input: { sessionId: string } };

/**
 * Erases the account: sessions, passkeys, codes, saved buyers, the accountant's address and her own. The law keeps her invoices, under
 * an account that nobody can sign in to. Refused for a session older than ten minutes: session.not_fresh.
 */
export async function eraseAccount({ ctx, input }: Call): Promise<void> {
  const { app, chain, shopper } = ctx;
  await app.db.withTenant(readerOf(ctx), async (tx) => {
    // An invoice being issued has its buyer and its mails written before they are erased here.
    await lockShopper(tx, shopper.id);
    if (!(await isFresh(tx, input.sessionId, freshMinutes))) throw new Problem('session.not_fresh');
    await eraseShopper(tx);
  });
  await app.db.withTenant({ role: 'door', tenantId: chain.id }, (tx) =>
    Promise.all([deleteMailCodes(tx, shopper.email), deleteMailedOrders(tx, shopper.email)]),
  );
}
