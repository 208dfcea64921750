import { isInvitation, acceptInvitation as take } from '../../db/members.ts';
import { openSession } from '../../db/sessions.ts';
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
  const door = { role: 'door', tenantId: chain.id } as const;
  const sha256 = secretHash(call.input.token);
  // A hash is dear, two run at once, and whoever signs in waits for the same two.
  if (!(await app.db.withTenant(door, (tx) => isInvitation(tx, sha256))))
    throw new Problem('session.invitation_invalid');
  const invitation = { sha256, passwordHash: await hashPassword(call.input.password) };
  return app.db.withTenant(door, async (tx) => {
    const member = await take(tx, invitation);
    if (!member) throw new Problem('session.invitation_invalid');
    return { sessionId: await openSession(tx, { staffId: member.id, days: officeSessionDays }) };
  });
}
