import { openSession, acceptInvitation as take } from '../../db/people.ts';
import { Problem } from '../../domain/problem.ts';
import type { SiteContext } from '../context.ts';
import { assertStrong, hashPassword } from '../password.ts';
import { secretHash } from '../secrets.ts';
import { officeSessionDays } from './officeSignIn.ts';

/** Sets the invited member's password and signs them in. An invitation serves once. */
export async function acceptInvitation(call: {
  ctx: SiteContext;
  input: { token: string; password: string };
}): Promise<{ sessionId: string }> {
  const { app, chain } = call.ctx;
  assertStrong(call.input.password, chain.slug);
  const invitation = { sha256: secretHash(call.input.token), passwordHash: await hashPassword(call.input.password) };
  return app.db.withTenant({ role: 'door', tenantId: chain.id }, async (tx) => {
    const member = await take(tx, invitation);
    if (!member) throw new Problem('session.invitation_invalid');
    return { sessionId: await openSession(tx, { staffId: member.id, days: officeSessionDays }) };
  });
}
