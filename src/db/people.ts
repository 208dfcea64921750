import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { buyers, mailCodes, operatorSessions, operators, sessions, shoppers, staff, stores } from './schema.ts';
import type { PlatformTx, TenantTx } from './tenancy.ts';

/** The mail code in force for an address; a new one replaces the old. */
export async function putMailCode(
  tx: TenantTx,
  code: { email: string; hmac: Buffer; minutes: number; attempts: number },
) {
  const fresh = {
    codeHmac: code.hmac,
    createdAt: sql`now()`,
    expiresAt: sql`now() + make_interval(mins => ${code.minutes})`,
    attemptsLeft: code.attempts,
  };
  await tx.q
    .insert(mailCodes)
    .values({ tenantId: tx.tenantId, email: code.email, ...fresh })
    .onConflictDoUpdate({ target: [mailCodes.tenantId, mailCodes.email], set: fresh });
}

/** Spends one attempt and gives what to compare with; undefined when there is no code in force. */
export async function spendMailCodeAttempt(tx: TenantTx, email: string): Promise<Buffer | undefined> {
  const [row] = await tx.q
    .update(mailCodes)
    .set({ attemptsLeft: sql`${mailCodes.attemptsLeft} - 1` })
    .where(
      and(
        eq(mailCodes.tenantId, tx.tenantId),
        eq(mailCodes.email, email),
        gt(mailCodes.attemptsLeft, 0),
        gt(mailCodes.expiresAt, sql`now()`),
      ),
    )
    .returning({ hmac: mailCodes.codeHmac });
  return row?.hmac;
}

/** A code serves once: false when another request was faster. */
export async function deleteMailCode(tx: TenantTx, email: string): Promise<boolean> {
  const rows = await tx.q
    .delete(mailCodes)
    .where(and(eq(mailCodes.tenantId, tx.tenantId), eq(mailCodes.email, email)))
    .returning({ email: mailCodes.email });
  return rows.length === 1;
}

/** Codes past their time, with the addresses they were for. */
export async function dropOldMailCodes(tx: TenantTx): Promise<void> {
  await tx.q.delete(mailCodes).where(and(eq(mailCodes.tenantId, tx.tenantId), lt(mailCodes.expiresAt, sql`now()`)));
}

/** The shopper with this confirmed address; made on her first visit. */
export async function shopperByEmail(tx: TenantTx, email: string): Promise<string> {
  await tx.q.insert(shoppers).values({ tenantId: tx.tenantId, email }).onConflictDoNothing();
  const [row] = await tx.q
    .select({ id: shoppers.id })
    .from(shoppers)
    .where(and(eq(shoppers.tenantId, tx.tenantId), eq(shoppers.email, email)));
  if (!row) throw new Error('shopper not inserted');
  return row.id;
}

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

/** Whether somebody is invited by this token. */
export async function isInvitation(tx: TenantTx, sha256: Buffer): Promise<boolean> {
  const rows = await tx.q.select({ id: staff.id }).from(staff).where(isInForce(tx, sha256));
  return rows.length > 0;
}

/** Sets the password of the invited member and ends the invitation; undefined when there is none in force. */
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

export async function openSession(
  tx: TenantTx,
  session: ({ shopperId: string } | { staffId: string }) & { days: number },
): Promise<string> {
  const [row] = await tx.q
    .insert(sessions)
    .values({
      tenantId: tx.tenantId,
      shopperId: 'shopperId' in session ? session.shopperId : null,
      staffId: 'staffId' in session ? session.staffId : null,
      expiresAt: sql`now() + make_interval(days => ${session.days})`,
    })
    .returning({ id: sessions.id });
  if (!row) throw new Error('session not inserted');
  return row.id;
}

export async function endSession(tx: TenantTx, id: string): Promise<void> {
  await tx.q
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(sessions.tenantId, tx.tenantId), eq(sessions.id, id), isNull(sessions.revokedAt)));
}

/** Whose session this is, while it is in force. */
export async function shopperOfSession(tx: TenantTx, id: string): Promise<{ id: string; email: string } | undefined> {
  const [row] = await tx.q
    .select({ id: shoppers.id, email: shoppers.email })
    .from(sessions)
    .innerJoin(shoppers, and(eq(shoppers.tenantId, sessions.tenantId), eq(shoppers.id, sessions.shopperId)))
    .where(and(eq(sessions.tenantId, tx.tenantId), eq(sessions.id, id), inForce(sessions)));
  return row;
}

export type SessionMember = Omit<Member, 'passwordHash'> & { storeCode: string | null; storeName: string | null };

export async function memberOfSession(tx: TenantTx, id: string): Promise<SessionMember | undefined> {
  const [row] = await tx.q
    .select({
      id: staff.id,
      email: staff.email,
      role: staff.role,
      storeId: staff.storeId,
      storeCode: stores.code,
      storeName: stores.name,
    })
    .from(sessions)
    .innerJoin(staff, and(eq(staff.tenantId, sessions.tenantId), eq(staff.id, sessions.staffId)))
    .leftJoin(stores, and(eq(stores.tenantId, staff.tenantId), eq(stores.id, staff.storeId)))
    .where(and(eq(sessions.tenantId, tx.tenantId), eq(sessions.id, id), inForce(sessions)));
  return row;
}

export async function insertOperator(tx: PlatformTx, operator: { email: string; passwordHash: string }): Promise<void> {
  await tx.q.insert(operators).values(operator);
}

export async function operatorByEmail(
  tx: PlatformTx,
  email: string,
): Promise<{ id: string; email: string; passwordHash: string } | undefined> {
  const [row] = await tx.q
    .select({ id: operators.id, email: operators.email, passwordHash: operators.passwordHash })
    .from(operators)
    .where(eq(operators.email, email));
  return row;
}

export async function openOperatorSession(tx: PlatformTx, operatorId: string, days: number): Promise<string> {
  const [row] = await tx.q
    .insert(operatorSessions)
    .values({ operatorId, expiresAt: sql`now() + make_interval(days => ${days})` })
    .returning({ id: operatorSessions.id });
  if (!row) throw new Error('session not inserted');
  return row.id;
}

export async function endOperatorSession(tx: PlatformTx, id: string): Promise<void> {
  await tx.q
    .update(operatorSessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(operatorSessions.id, id), isNull(operatorSessions.revokedAt)));
}

export async function operatorOfSession(
  tx: PlatformTx,
  id: string,
): Promise<{ id: string; email: string } | undefined> {
  const [row] = await tx.q
    .select({ id: operators.id, email: operators.email })
    .from(operatorSessions)
    .innerJoin(operators, eq(operators.id, operatorSessions.operatorId))
    .where(and(eq(operatorSessions.id, id), inForce(operatorSessions)));
  return row;
}

function inForce(table: typeof sessions | typeof operatorSessions) {
  return and(isNull(table.revokedAt), gt(table.expiresAt, sql`now()`));
}

export type BuyerRow = {
  id: string;
  kind: 'person' | 'company';
  nip: string | null;
  name: string;
  address: string | null;
};

/** The shopper's saved buyers, last used first. */
export async function listBuyers(tx: TenantTx): Promise<BuyerRow[]> {
  return tx.q
    .select({ id: buyers.id, kind: buyers.kind, nip: buyers.nip, name: buyers.name, address: buyers.address })
    .from(buyers)
    .where(eq(buyers.tenantId, tx.tenantId))
    .orderBy(sql`${buyers.usedAt} desc`)
    .limit(20);
}

export async function rememberBuyer(
  tx: TenantTx,
  buyer: { shopperId: string; kind: 'person' | 'company'; nip: string | null; name: string; address: string | null },
): Promise<void> {
  await tx.q
    .insert(buyers)
    .values({ tenantId: tx.tenantId, ...buyer })
    .onConflictDoUpdate({
      target: [buyers.tenantId, buyers.shopperId, buyers.kind, buyers.nip, buyers.name],
      set: { address: buyer.address, usedAt: sql`now()` },
    });
}

export async function forgetBuyer(tx: TenantTx, id: string): Promise<boolean> {
  const rows = await tx.q
    .delete(buyers)
    .where(and(eq(buyers.tenantId, tx.tenantId), eq(buyers.id, id)))
    .returning({ id: buyers.id });
  return rows.length === 1;
}
