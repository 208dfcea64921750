import { putMailCode } from '../../db/mailCodes.ts';
import { publishedTheme } from '../../db/templates.ts';
import { Problem } from '../../domain/problem.ts';
import { mailCodeMail } from '../../render/codeMail.ts';
import { charge, mailCodeBudgets } from '../budget.ts';
import type { SiteContext } from '../context.ts';
import { mailCodeHmac, newMailCode } from '../secrets.ts';
import { themeOf } from '../templates/theme.ts';

export const resendAfterSeconds = 30;
const minutes = 10;
const attempts = 5;

/** Mails six digits that prove the address. Says the same whether the address is known or not. */
export async function requestMailCode({ ctx, input }: { ctx: SiteContext; input: { email: string } }) {
  const { app, chain, network, language } = ctx;
  const email = input.email.toLowerCase();
  await charge(app, chain.id, mailCodeBudgets(app, network, email));
  const code = newMailCode();
  await app.db.withTenant({ role: 'door', tenantId: chain.id }, (tx) =>
    putMailCode(tx, { email, hmac: mailCodeHmac(app.secret, { tenantId: chain.id, email, code }), minutes, attempts }),
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
