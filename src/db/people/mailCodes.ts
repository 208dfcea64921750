import { and, eq, lt, sql } from 'drizzle-orm';
import { mailCodes } from '../schema/people.ts';
import type { TenantTx } from '../tenancy.ts';

/**
 * Sets the valid code for an address and its asker. The asker's previous code stays valid, the one before that does not.
 */
export async function putMailCode(
  tx: TenantTx,
  code: { email: string; asker: string; hmac: Buffer; minutes: number; attempts: number },
): Promise<void> {
  const fresh = {
    codeHmac: code.hmac,
    createdAt: sql`now()`,
    expiresAt: sql`now() + make_interval(mins => ${code.minutes})`,
    attemptsLeft: code.attempts,
    othersLeft: code.attempts,
  };
  await tx.q
    .insert(mailCodes)
    .values({ tenantId: tx.tenantId, email: code.email, asker: code.asker, ...fresh })
    .onConflictDoUpdate({
      target: [mailCodes.tenantId, mailCodes.email, mailCodes.asker],
      set: { ...fresh, previousHmac: sql`${mailCodes.codeHmac}`, previousExpiresAt: sql`${mailCodes.expiresAt}` },
    });
}

/**
 * Spends one attempt on every asker's codes for the address, and returns their hashes for comparison; empty when no code
 * has an attempt left. Attempts by a code's asker and by others are counted separately, so others cannot use up a code
 * for its asker.
 */
export async function spendMailCodeAttempt(
  tx: TenantTx,
  { email, asker }: { email: string; asker: string },
): Promise<Buffer[]> {
  const rows = await tx.q.execute<{ hmac: Buffer; previous: Buffer | null }>(sql`
    with live as (
      select m.asker, m.asker = ${asker}::text as own from mail_codes m
      where m.tenant_id = ${tx.tenantId}::uuid and m.email = ${email}::text and m.expires_at > now()
      order by m.asker
      for update
    )
    update mail_codes m
    set attempts_left = m.attempts_left - own::int, others_left = m.others_left - (not own)::int
    from live
    where m.tenant_id = ${tx.tenantId}::uuid and m.email = ${email}::text and m.asker = live.asker
      and case when own then m.attempts_left else m.others_left end > 0
    returning m.code_hmac as hmac,
      case when m.previous_expires_at > now() then m.previous_hmac end as previous`);
  return rows.flatMap(({ hmac, previous }) => (previous ? [hmac, previous] : [hmac]));
}

/** Ends all codes of an address after one was used; false when another request was faster. */
export async function deleteMailCodes(tx: TenantTx, email: string): Promise<boolean> {
  const rows = await tx.q
    .delete(mailCodes)
    .where(and(eq(mailCodes.tenantId, tx.tenantId), eq(mailCodes.email, email)))
    .returning({ email: mailCodes.email });
  return rows.length > 0;
}

/** Deletes expired codes, with their addresses. */
export async function dropOldMailCodes(tx: TenantTx): Promise<void> {
  await tx.q.delete(mailCodes).where(and(eq(mailCodes.tenantId, tx.tenantId), lt(mailCodes.expiresAt, sql`now()`)));
}
