import { foldAddress } from '../../mail/foldAddress.ts';
import type { App } from '../context.ts';
import type { Caller } from '../sessions/signInBudgets.ts';
import { type Budget, charge, day, hour, networkBudgets, platformBudget, refund, sealed } from './budget.ts';

/**
 * Limits on mails to one person, over all chains; charged to `platformBudget`. Each purpose has separate budgets, so
 * using up one does not stop mails of another. The address is folded and stored as a keyed hash.
 */
export function recipientBudgets(
  app: App,
  purpose: string,
  email: string,
  { anHour, aDay }: { anHour: number; aDay: number },
): Budget[] {
  const subject = `mail:${purpose}:${sealed(app, foldAddress(email))}`;
  return [
    { subject: `${subject}:hour`, limit: anHour, windowSeconds: hour },
    { subject: `${subject}:day`, limit: aDay, windowSeconds: day },
  ];
}

/**
 * Charges a mail code to its recipient, over all chains, and to the chain's day. A known device has a separate budget and
 * is not charged to the chain's day, so neither mail bombs nor a flood of other requests keep its owner out.
 */
export async function chargeCodeMail(app: App, tenantId: string, caller: Caller, email: string): Promise<void> {
  if (caller.kind === 'device') {
    await charge(app, platformBudget, recipientBudgets(app, 'code:device', email, { anHour: 10, aDay: 40 }));
    return;
  }
  const charged = await charge(app, platformBudget, [
    ...networkBudgets(app, 'code', caller.network, 240),
    ...recipientBudgets(app, 'code', email, { anHour: 6, aDay: 20 }),
  ]);
  try {
    await charge(app, tenantId, [{ subject: 'mail:code', limit: 20_000, windowSeconds: day }]);
  } catch (refusal) {
    // No mail is sent, so the recipient's budget is returned.
    await refund(app, charged);
    throw refusal;
  }
}

/** Charges an invitation to its recipient. Only operators send invitations, so only they can use up this budget. */
export async function chargeInvitationMail(app: App, operatorId: string, email: string): Promise<void> {
  await charge(app, platformBudget, [
    { subject: `mail:invitation:by:${operatorId}`, limit: 200, windowSeconds: day },
    ...recipientBudgets(app, 'invitation', email, { anHour: 5, aDay: 10 }),
  ]);
}
