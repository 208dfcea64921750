import type { Me } from '../../contract/sessions.ts';
import { deleteMailCodes, spendMailCodeAttempt } from '../../db/people/mailCodes.ts';
import { ownShopper } from '../../db/people/profiles.ts';
import { openSession } from '../../db/people/sessions.ts';
import { listBuyers, shopperByEmail } from '../../db/people/shoppers.ts';
import { Problem } from '../../domain/problem.ts';
import { rightsOf } from '../../domain/rights.ts';
import { charge, refund } from '../budgets/budget.ts';
import type { ShopperContext, SiteContext } from '../context.ts';
import { mailCodeHmac, sameBytes } from '../passwords/secrets.ts';
import { savedBuyer } from '../profile/buyers.ts';
import { callerOf, codeTryBudgets, deviceFor, requesterOf } from './signInBudgets.ts';

/** Days until a shopper has to confirm her address again. */
export const shopperSessionDays = 180;

/** `device` is a token for the browser to keep: with it others cannot lock its owner out. */
export type SignedIn = { sessionId: string; shopper: { id: string; email: string }; device: string };

/** Exchanges the six digits for a session. A wrong try costs one of the code's five attempts. */
export async function signIn(call: { ctx: SiteContext; input: { email: string; code: string } }): Promise<SignedIn> {
  const { app, chain } = call.ctx;
  const email = call.input.email.toLowerCase();
  const whose = { tenantId: chain.id, audience: 'shopper', email } as const;
  const caller = callerOf(call.ctx, whose);
  const charged = await charge(app, chain.id, codeTryBudgets(app, caller, email));
  const door = { role: 'door', tenantId: chain.id } as const;
  // In a separate transaction, so that a wrong try stays counted.
  const expected = await app.db.withTenant(door, (tx) =>
    spendMailCodeAttempt(tx, { email, asker: requesterOf(app, caller) }),
  );
  const given = mailCodeHmac(app.secret, { tenantId: chain.id, email, code: call.input.code });
  if (!expected.some((hmac) => sameBytes(hmac, given)))
    throw new Problem('session.code_wrong', {}, [{ pointer: '/code', code: 'session.code_wrong' }]);
  await refund(app, charged);
  return app.db.withTenant(door, async (tx) => {
    if (!(await deleteMailCodes(tx, email))) throw new Problem('session.code_wrong');
    const id = await shopperByEmail(tx, email);
    const sessionId = await openSession(tx, { shopperId: id, days: shopperSessionDays, browser: call.ctx.browser });
    return { sessionId, shopper: { id, email }, device: deviceFor(app, whose, caller) };
  });
}

/** The signed-in shopper with her rights and the buyers she used before. */
export async function me({ ctx }: { ctx: ShopperContext }): Promise<Me> {
  const { id: shopperId, email } = ctx.shopper;
  const [shopper, rows] = await ctx.app.db.withTenant({ role: 'shopper', tenantId: ctx.chain.id, shopperId }, (tx) =>
    Promise.all([ownShopper(tx), listBuyers(tx)]),
  );
  return {
    email,
    ...(shopper?.name ? { name: shopper.name } : {}),
    rights: [...rightsOf.shopper],
    buyers: rows.map(savedBuyer),
  };
}
