import type { AccountantIn, AccountantOut } from '../../contract/profile.ts';
import { monthsSent } from '../../db/invoices/accountantMonths.ts';
import {
  type Accountant,
  dropOwnAccountant,
  ownAccountant,
  putAccountant,
  setAccountantMode,
} from '../../db/people/accountants.ts';
import { publishedTheme } from '../../db/templates.ts';
import { Problem } from '../../domain/problem.ts';
import { accountantMail } from '../../render/mail/accountantMail.ts';
import { charge, day, platformBudget } from '../budgets/budget.ts';
import { recipientBudgets } from '../budgets/mailBudgets.ts';
import type { ShopperContext } from '../context.ts';
import { themeOf } from '../layouts/theme.ts';
import { accountantOut } from '../profile/get.ts';
import { chosenLanguage, readerOf } from '../reader.ts';
import { accountantUrl } from './token.ts';

/**
 * Says where the shopper's invoices are sent from now on. A new address is asked by mail first, and an address that has not
 * answered yet is asked again. Nothing is sent there before it is confirmed.
 */
export async function setAccountant({
  ctx,
  input,
}: {
  ctx: ShopperContext;
  input: AccountantIn;
}): Promise<AccountantOut> {
  const known = await ctx.app.db.withTenant(readerOf(ctx), ownAccountant);
  const isConfirmed = known?.address === input.address && known.confirmedAt !== null && known.stoppedAt === null;
  if (!isConfirmed) return ask(ctx, input);
  return ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    await setAccountantMode(tx, input.mode);
    return accountantOut({ ...known, mode: input.mode }, await monthsSent(tx));
  });
}

/** Stops the mails, from the shopper's side. The address is forgotten. */
export async function removeAccountant({ ctx }: { ctx: ShopperContext }): Promise<void> {
  await ctx.app.db.withTenant(readerOf(ctx), dropOwnAccountant);
}

async function ask(ctx: ShopperContext, input: AccountantIn): Promise<AccountantOut> {
  const { app, chain, shopper } = ctx;
  // Anybody can type anybody's address: few mails to it, whoever asks.
  await charge(app, chain.id, [{ subject: `accountant:${shopper.id}`, limit: 10, windowSeconds: day }]);
  await charge(app, platformBudget, recipientBudgets(app, 'accountant', input.address, { anHour: 3, aDay: 5 }));
  const accountant = await app.db.withTenant(readerOf(ctx), (tx) =>
    putAccountant(tx, { shopperId: shopper.id, ...input }),
  );
  await sendQuestion(ctx, accountant);
  return accountantOut(accountant, []);
}

async function sendQuestion(ctx: ShopperContext, { id, address, mode }: Accountant): Promise<void> {
  const { app, chain, shopper } = ctx;
  const { source } = await app.db.withTenant(readerOf(ctx), publishedTheme);
  const mail = accountantMail({
    ...{ mode, from: shopper.email, chainName: chain.name },
    url: accountantUrl(app, chain, id),
    theme: themeOf(source),
    language: chosenLanguage(ctx),
  });
  await app
    .sendMail({ id, from: { name: chain.name, address: app.mailFrom }, to: address, ...mail, attachments: [] })
    .catch((cause: unknown) => {
      throw new Problem('unavailable', { what: 'mail', cause });
    });
}
