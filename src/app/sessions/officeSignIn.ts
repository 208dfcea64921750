import { memberByEmail } from '../../db/members.ts';
import { openOperatorSession, operatorByEmail } from '../../db/operators.ts';
import { openSession } from '../../db/sessions.ts';
import { Problem } from '../../domain/problem.ts';
import { charge, platformBudget, refund, signInBudgets } from '../budget.ts';
import type { PlatformContext, SiteContext } from '../context.ts';
import { passwordMatches } from '../password.ts';

/** Days until staff and operators have to give the password again. */
export const officeSessionDays = 7;

type Credentials = { email: string; password: string };

/** Staff and admins of a chain. An unknown address and a wrong password are the same refusal, after the same time. */
export async function officeSignIn({
  ctx,
  input,
}: {
  ctx: SiteContext;
  input: Credentials;
}): Promise<{ sessionId: string }> {
  const { app, chain, network } = ctx;
  const email = input.email.toLowerCase();
  const budgets = signInBudgets(app, network, email);
  // Before the password is looked at: of a burst of guesses only as many as the budget has are answered.
  await charge(app, chain.id, budgets);
  const door = { role: 'door', tenantId: chain.id } as const;
  const member = await app.db.withTenant(door, (tx) => memberByEmail(tx, email));
  if (!(await passwordMatches(input.password, member?.passwordHash)) || !member) throw new Problem('session.refused');
  await refund(app, chain.id, budgets);
  return app.db.withTenant(door, async (tx) => ({
    sessionId: await openSession(tx, { staffId: member.id, days: officeSessionDays }),
  }));
}

/** The platform's own people, on their own host. */
export async function operatorSignIn({
  ctx,
  input,
}: {
  ctx: PlatformContext;
  input: Credentials;
}): Promise<{ sessionId: string }> {
  const { app, network } = ctx;
  const email = input.email.toLowerCase();
  const budgets = signInBudgets(app, network, email);
  await charge(app, platformBudget, budgets);
  const operator = await app.db.withPlatform('door', (tx) => operatorByEmail(tx, email));
  if (!(await passwordMatches(input.password, operator?.passwordHash)) || !operator) {
    throw new Problem('session.refused');
  }
  await refund(app, platformBudget, budgets);
  return app.db.withPlatform('door', async (tx) => ({
    sessionId: await openOperatorSession(tx, operator.id, officeSessionDays),
  }));
}
