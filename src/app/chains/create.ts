import type { ChainCreated, NewChain } from '../../contract/chains.ts';
import { invitationMail } from '../../render/mail/invitationMail.ts';
import { chargeInvitationMail } from '../budgets/mailBudgets.ts';
import type { OperatorContext } from '../context.ts';
import { newSecret, secretHash } from '../passwords/secrets.ts';
import { createChainRecord } from './chainRecord.ts';

const invitationHours = 72;

/**
 * Creates a chain. The POS key and the admin's invitation are shown only in this answer; the admin also gets the
 * invitation by mail.
 */
export async function createChain({ ctx, input }: { ctx: OperatorContext; input: NewChain }): Promise<ChainCreated> {
  const invitation = newSecret('inv');
  const { slug, name, seller, baseTheme, store } = input;
  const email = input.admin.email.toLowerCase();
  const { id, posKey } = await createChainRecord(ctx.app, {
    slug,
    name,
    seller,
    baseTheme,
    copyEmail: input.copyEmail ?? email,
    ...(input.contact && { contact: input.contact }),
    settings: {},
    stores: [store],
    admin: { email, role: 'admin', invitation: { sha256: secretHash(invitation), hours: invitationHours } },
    createdBy: ctx.operator.email,
  });
  const url = ctx.app.origin(slug);
  const invitationUrl = `${url}/office/welcome#${invitation}`;
  await inviteByMail(ctx, { name, email, invitationUrl });
  return { id, slug, url, posKey, admin: { email, invitationUrl } };
}

// The operator's screen shows the invitation as well, so the chain stays when the mail server is down or the mail budget is
// used up. Both are reported.
async function inviteByMail(
  ctx: OperatorContext,
  to: { name: string; email: string; invitationUrl: string },
): Promise<void> {
  const { name: chainName, email, invitationUrl } = to;
  await chargeInvitationMail(ctx.app, ctx.operator.id, email)
    .then(() =>
      ctx.app.sendMail({
        id: crypto.randomUUID(),
        from: { name: 'eFakturomat', address: ctx.app.mailFrom },
        to: email,
        ...invitationMail({ chainName, invitationUrl, hours: invitationHours, language: ctx.language }),
        attachments: [],
      }),
    )
    .catch((error: unknown) => ctx.app.report(error, 'mail of an invitation'));
}
