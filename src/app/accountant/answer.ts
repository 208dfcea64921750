import type { AccountantAsked } from '../../contract/profile.ts';
import { confirmAccountant, shopperOfAccountant, stopAccountant } from '../../db/people/accountants.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { Problem } from '../../domain/problem.ts';
import type { SiteContext } from '../context.ts';
import { stateOf } from '../profile/get.ts';
import { accountantOfToken, readToken } from './token.ts';

type Call = { ctx: SiteContext; input: { token: string } };

/** What the reader of the mail is asked: who sends invoices, where to, and how often. */
export function readAccountant(call: Call): Promise<AccountantAsked> {
  return withToken(call, async () => {});
}

/** The reader of the mail agrees. Refused with accountant.stopped once he has stopped the mails. */
export function confirm(call: Call): Promise<AccountantAsked> {
  return withToken(call, async (tx, id) => {
    const { stoppedAt } = await accountantOfToken(tx, id);
    if (stoppedAt) throw new Problem('accountant.stopped');
    await confirmAccountant(tx, id);
  });
}

/** The reader of the mail wants no more of them. */
export function stop(call: Call): Promise<AccountantAsked> {
  return withToken(call, stopAccountant);
}

async function withToken(
  { ctx, input }: Call,
  act: (tx: TenantTx, id: string) => Promise<void>,
): Promise<AccountantAsked> {
  const id = readToken(ctx, input.token);
  return ctx.app.db.withTenant({ role: 'door', tenantId: ctx.chain.id }, async (tx) => {
    await act(tx, id);
    const accountant = await accountantOfToken(tx, id);
    const shopper = await shopperOfAccountant(tx, accountant.shopperId);
    if (!shopper) throw new Problem('accountant.not_found');
    return { from: shopper.email, address: accountant.address, mode: accountant.mode, state: stateOf(accountant) };
  });
}
