import { foldAddress } from '../../mail/foldAddress.ts';
import type { App } from '../context.ts';
import type { Caller } from '../sessions/signInBudgets.ts';
import { type Budget, charge, day, hour, networkBudgets, platformBudget, refund, sealed } from './budget.ts';

/**
 * What one person may be sent, over all chains; charged to `platformBudget`. Each purpose counts apart, so that who may
 * use one up cannot stop the mails of another. The address is folded and kept as a keyed hash.
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
 * Charges a mail code to the person it goes to, over all chains, and to the chain's day. A known device is charged apart
 * from strangers and not to the chain's day: neither mail bombs nor a flood of strangers keep her out.
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
    // No mail goes out, so none counts for the person.
    await refund(app, charged);
    throw refusal;
  }
}

/** Charges an invitation to the person it goes to. Only operators invite, so only they can use this up. */
export async function chargeInvitationMail(app: App, operatorId: string, email: string): Promise<void> {
  await charge(app, platformBudget, [
    { subject: `mail:invitation:by:${operatorId}`, limit: 200, windowSeconds: day },
    ...recipientBudgets(app, 'invitation', email, { anHour: 5, aDay: 10 }),
  ]);
}
