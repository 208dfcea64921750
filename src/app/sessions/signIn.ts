import type { Me } from '../../contract/sessions.ts';
import { deleteMailCode, spendMailCodeAttempt } from '../../db/mailCodes.ts';
import { openSession } from '../../db/sessions.ts';
import { listBuyers, shopperByEmail } from '../../db/shoppers.ts';
import { Problem } from '../../domain/problem.ts';
import { assertAffordable, charge, signInBudgets } from '../budget.ts';
import type { ShopperContext, SiteContext } from '../context.ts';
import { mailCodeHmac, sameBytes } from '../secrets.ts';

/** Days until a shopper has to prove her address again. */
export const shopperSessionDays = 180;

export type SignedIn = { sessionId: string; shopper: { id: string; email: string } };

/** Trades the six digits for a session. A wrong one costs one of the code's five attempts. */
export async function signIn(call: { ctx: SiteContext; input: { email: string; code: string } }): Promise<SignedIn> {
  const { app, chain, network } = call.ctx;
  const email = call.input.email.toLowerCase();
  const budgets = signInBudgets(app, network, email);
  await assertAffordable(app, chain.id, budgets);
  const door = { role: 'door', tenantId: chain.id } as const;
  // In a transaction of its own, so that a wrong try stays spent.
  const expected = await app.db.withTenant(door, (tx) => spendMailCodeAttempt(tx, email));
  const given = mailCodeHmac(app.secret, { tenantId: chain.id, email, code: call.input.code });
  if (!expected || !sameBytes(expected, given)) {
    await charge(app, chain.id, budgets);
    throw new Problem('session.code_wrong', {}, [{ pointer: '/code', code: 'session.code_wrong' }]);
  }
  return app.db.withTenant(door, async (tx) => {
    if (!(await deleteMailCode(tx, email))) throw new Problem('session.code_wrong');
    const id = await shopperByEmail(tx, email);
    return { sessionId: await openSession(tx, { shopperId: id, days: shopperSessionDays }), shopper: { id, email } };
  });
}

/** Who is signed in, and the buyers she used before. */
export async function me({ ctx }: { ctx: ShopperContext }): Promise<Me> {
  const { id: shopperId, email } = ctx.shopper;
  const rows = await ctx.app.db.withTenant({ role: 'shopper', tenantId: ctx.chain.id, shopperId }, listBuyers);
  return {
    email,
    buyers: rows.map(({ nip, address, ...buyer }) => ({
      ...buyer,
      ...(nip === null ? {} : { nip }),
      ...(address === null ? {} : { address }),
    })),
  };
}
