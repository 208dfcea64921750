import type { MailedOrderIn } from '../../contract/orders.ts';
import { putMailCode } from '../../db/people/mailCodes.ts';
import { publishedTheme } from '../../db/templates.ts';
import { Problem } from '../../domain/problem.ts';
import { mailCodeMail, type Purchase } from '../../render/mail/codeMail.ts';
import { charge } from '../budgets/budget.ts';
import { chargeCodeMail } from '../budgets/mailBudgets.ts';
import type { SiteContext } from '../context.ts';
import { type Previewed, previewSelection } from '../invoices/preview.ts';
import { themeOf } from '../layouts/theme.ts';
import { mailOrder, pressPath } from '../orders/mailOrder.ts';
import { mailCodeHmac, newMailCode } from '../passwords/secrets.ts';
import { callerOf, codeRequestBudgets, requesterOf } from './signInBudgets.ts';

export const resendAfterSeconds = 30;
const minutes = 10;
const attempts = 5;

/** With an order, `waiter` is the secret by which the device recognises its own. */
export type CodeRequest = {
  ctx: SiteContext;
  input: { email: string; order?: { chosen: MailedOrderIn; waiter: string } };
};

/**
 * Mails six digits that confirm the address, and with an order a button that issues it. The answer is the same for a
 * known and an unknown address. An order that could not be issued now is refused before anything is mailed.
 */
export async function requestMailCode({ ctx, input }: CodeRequest) {
  const { app, chain, language } = ctx;
  const email = input.email.toLowerCase();
  const previewed = input.order && (await previewSelection({ ctx, input: input.order.chosen }));
  const caller = callerOf(ctx, { tenantId: chain.id, audience: 'shopper', email });
  await charge(app, chain.id, codeRequestBudgets(app, caller, email));
  await chargeCodeMail(app, chain.id, caller, email);
  const code = newMailCode();
  const asker = requesterOf(app, caller);
  const hmac = mailCodeHmac(app.secret, { tenantId: chain.id, email, code });
  await app.db.withTenant({ role: 'door', tenantId: chain.id }, (tx) =>
    putMailCode(tx, { email, asker, hmac, minutes, attempts }),
  );
  const mailed =
    input.order && (await mailOrder(ctx, { email, order: input.order.chosen, waiter: input.order.waiter, minutes }));
  const { source } = await app.db.withTenant({ role: 'shopper', tenantId: chain.id }, publishedTheme);
  const mail = mailCodeMail({
    ...{ code, minutes, chainName: chain.name, theme: themeOf(source), language },
    ...(previewed && mailed && { purchase: purchaseOf(previewed, app.origin(chain.slug) + pressPath(mailed.token)) }),
  });
  await app
    .sendMail({
      id: crypto.randomUUID(),
      from: { name: chain.name, address: app.mailFrom },
      to: email,
      ...mail,
      attachments: [],
    })
    .catch((cause: unknown) => {
      throw new Problem('unavailable', { what: 'mail', cause });
    });
  return { resendAfterSeconds, expiresAfterSeconds: minutes * 60, ...(mailed && { order: { id: mailed.id } }) };
}

function purchaseOf({ receipts, selected }: Previewed, url: string): Purchase {
  return {
    url,
    sales: receipts.map(({ store, saleDate }) => ({ storeName: store.name, saleDate })),
    due: selected.due,
    currency: receipts[0]?.currency ?? 'PLN',
  };
}
