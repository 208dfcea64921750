import { and, eq, gt, sql } from 'drizzle-orm';
import { staff } from '../schema/people.ts';
import type { TenantTx } from '../tenancy.ts';

export type Member = {
  id: string;
  email: string;
  role: 'staff' | 'admin';
  storeId: string | null;
  passwordHash: string | null;
};

export async function memberByEmail(tx: TenantTx, email: string): Promise<Member | undefined> {
  const [row] = await tx.q
    .select({
      id: staff.id,
      email: staff.email,
      role: staff.role,
      storeId: staff.storeId,
      passwordHash: staff.passwordHash,
    })
    .from(staff)
    .where(and(eq(staff.tenantId, tx.tenantId), eq(staff.email, email)));
  return row;
}

export async function insertMember(
  tx: TenantTx,
  member: {
    email: string;
    role: 'staff' | 'admin';
    storeId?: string;
    passwordHash?: string;
    invitation?: { sha256: Buffer; hours: number };
  },
): Promise<void> {
  await tx.q.insert(staff).values({
    tenantId: tx.tenantId,
    email: member.email,
    role: member.role,
    storeId: member.storeId ?? null,
    passwordHash: member.passwordHash ?? null,
    invitationSha256: member.invitation?.sha256 ?? null,
    invitationExpiresAt: member.invitation ? sql`now() + make_interval(hours => ${member.invitation.hours})` : null,
  });
}

/** The address of the member with this invitation token. */
export async function invitedAddress(tx: TenantTx, sha256: Buffer): Promise<string | undefined> {
  const [row] = await tx.q.select({ email: staff.email }).from(staff).where(isInForce(tx, sha256));
  return row?.email;
}

/** Replaces an outdated hash by a new hash of the same password. */
export async function rehashMember(tx: TenantTx, id: string, hash: { old: string; fresh: string }): Promise<void> {
  await tx.q
    .update(staff)
    .set({ passwordHash: hash.fresh })
    // A password that was set in the meantime is kept.
    .where(and(eq(staff.tenantId, tx.tenantId), eq(staff.id, id), eq(staff.passwordHash, hash.old)));
}

/** Sets the password of the invited member and ends the invitation; undefined without a valid invitation. */
export async function acceptInvitation(
  tx: TenantTx,
  invitation: { sha256: Buffer; passwordHash: string },
): Promise<{ id: string; email: string } | undefined> {
  const [row] = await tx.q
    .update(staff)
    .set({ passwordHash: invitation.passwordHash, invitationSha256: null, invitationExpiresAt: null })
    .where(isInForce(tx, invitation.sha256))
    .returning({ id: staff.id, email: staff.email });
  return row;
}

function isInForce(tx: TenantTx, sha256: Buffer) {
  return and(
    eq(staff.tenantId, tx.tenantId),
    eq(staff.invitationSha256, sha256),
    gt(staff.invitationExpiresAt, sql`now()`),
  );
}
