import { putMailCode } from '../../db/people/mailCodes.ts';
import { publishedTheme } from '../../db/templates.ts';
import { Problem } from '../../domain/problem.ts';
import { mailCodeMail } from '../../render/mail/codeMail.ts';
import { charge } from '../budgets/budget.ts';
import { chargeCodeMail } from '../budgets/mailBudgets.ts';
import type { SiteContext } from '../context.ts';
import { themeOf } from '../layouts/theme.ts';
import { mailCodeHmac, newMailCode } from '../passwords/secrets.ts';
import { callerOf, codeRequestBudgets, requesterOf } from './signInBudgets.ts';

export const resendAfterSeconds = 30;
const minutes = 10;
const attempts = 5;

/** Mails six digits that confirm the address. The answer is the same for a known and an unknown address. */
export async function requestMailCode({ ctx, input }: { ctx: SiteContext; input: { email: string } }) {
  const { app, chain, language } = ctx;
  const email = input.email.toLowerCase();
  const caller = callerOf(ctx, { tenantId: chain.id, audience: 'shopper', email });
  await charge(app, chain.id, codeRequestBudgets(app, caller, email));
  await chargeCodeMail(app, chain.id, caller, email);
  const code = newMailCode();
  const asker = requesterOf(app, caller);
  const hmac = mailCodeHmac(app.secret, { tenantId: chain.id, email, code });
  await app.db.withTenant({ role: 'door', tenantId: chain.id }, (tx) =>
    putMailCode(tx, { email, asker, hmac, minutes, attempts }),
  );
  const { source } = await app.db.withTenant({ role: 'shopper', tenantId: chain.id }, publishedTheme);
  const mail = mailCodeMail({ code, minutes, chainName: chain.name, theme: themeOf(source), language });
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
  return { resendAfterSeconds, expiresAfterSeconds: minutes * 60 };
}
