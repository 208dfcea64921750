import { invitedAddress, acceptInvitation as take } from '../../db/people/members.ts';
import { openSession } from '../../db/people/sessions.ts';
import { Problem } from '../../domain/problem.ts';
import type { SiteContext } from '../context.ts';
import { assertStrong, hashPassword } from '../passwords/password.ts';
import { secretHash } from '../passwords/secrets.ts';
import { newDevice } from './devices.ts';
import { type OfficeSignedIn, officeSessionDays, rememberOffice } from './officeSignIn.ts';

/** Sets the invited member's password and signs the member in. An invitation can be used once. */
export async function acceptInvitation(call: {
  ctx: SiteContext;
  input: { token: string; password: string };
}): Promise<OfficeSignedIn> {
  const { app, chain, network } = call.ctx;
  const door = { role: 'door', tenantId: chain.id } as const;
  const sha256 = secretHash(call.input.token);
  // Hashes are expensive and only two run at a time, also for everybody who signs in.
  const email = await app.db.withTenant(door, (tx) => invitedAddress(tx, sha256));
  if (email === undefined) throw new Problem('session.invitation_invalid');
  assertStrong(call.input.password, [email, chain.slug, chain.name]);
  const invitation = { sha256, passwordHash: await hashPassword(call.input.password) };
  const sessionId = await app.db.withTenant(door, async (tx) => {
    const member = await take(tx, invitation);
    if (!member) throw new Problem('session.invitation_invalid');
    return openSession(tx, { staffId: member.id, days: officeSessionDays });
  });
  await rememberOffice(app, chain.id, network);
  return { sessionId, device: newDevice(app, { tenantId: chain.id, audience: 'office', email }) };
}
