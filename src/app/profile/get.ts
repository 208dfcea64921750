import type { AccountantOut, AccountantState, ProfileOut } from '../../contract/profile.ts';
import { monthsSent, type SentMonth } from '../../db/invoices/accountantMonths.ts';
import { type Accountant, ownAccountant } from '../../db/people/accountants.ts';
import { ownConsents } from '../../db/people/consents.ts';
import { ownInvoicesKept, ownSessions, ownShopper } from '../../db/people/profiles.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { Problem } from '../../domain/problem.ts';
import type { ShopperContext } from '../context.ts';
import { readerOf } from '../reader.ts';

type Call = { ctx: ShopperContext; input: { sessionId: string } };

/** All that the chain's site knows of the shopper, except buyers and invoices, which have lists of their own. */
export async function getProfile({ ctx, input }: Call): Promise<ProfileOut> {
  const [shopper, sessions, accountant, months, consents, invoices] = await ctx.app.db.withTenant(readerOf(ctx), (tx) =>
    Promise.all([
      ownShopper(tx),
      ownSessions(tx),
      ownAccountant(tx),
      monthsSent(tx),
      ownConsents(tx),
      ownInvoicesKept(tx),
    ]),
  );
  if (!shopper?.email) throw new Problem('session.required');
  const { count, lastIssue } = invoices;
  const { keptUntil } = countryOf(ctx.chain.country).deadlines;
  return {
    email: shopper.email,
    ...(shopper.name === null ? {} : { name: shopper.name }),
    ...(shopper.language === null ? {} : { language: shopper.language }),
    createdAt: shopper.createdAt.toISOString(),
    sessions: sessions.map(({ id, browser, createdAt, seenAt }) => ({
      id,
      ...(browser === null ? {} : { browser }),
      openedAt: createdAt.toISOString(),
      seenAt: seenAt.toISOString(),
      isThisOne: id === input.sessionId,
    })),
    ...(accountant ? { accountant: accountantOut(accountant, months) } : {}),
    consents: consents.map(({ version, language, acceptedAt, withdrawnAt }) => ({
      ...{ version, language },
      acceptedAt: acceptedAt.toISOString(),
      ...(withdrawnAt ? { withdrawnAt: withdrawnAt.toISOString() } : {}),
    })),
    invoices: { count, ...(lastIssue === null ? {} : { keptUntil: keptUntil(lastIssue) }) },
  };
}

export function accountantOut(accountant: Accountant, months: readonly SentMonth[]): AccountantOut {
  const { address, mode, createdAt, confirmedAt, stoppedAt } = accountant;
  return {
    ...{ address, mode },
    state: stateOf(accountant),
    askedAt: createdAt.toISOString(),
    ...(confirmedAt ? { confirmedAt: confirmedAt.toISOString() } : {}),
    ...(stoppedAt ? { stoppedAt: stoppedAt.toISOString() } : {}),
    months: months.map(({ month, state, sentAt }) => ({
      ...{ month, state },
      ...(sentAt ? { sentAt: sentAt.toISOString() } : {}),
    })),
  };
}

export function stateOf({ confirmedAt, stoppedAt }: Pick<Accountant, 'confirmedAt' | 'stoppedAt'>): AccountantState {
  if (stoppedAt) return 'stopped';
  return confirmedAt ? 'confirmed' : 'asked';
}
