import { and, eq, gt, lt, sql } from 'drizzle-orm';
import { mailCodes } from './schema.ts';
import type { TenantTx } from './tenancy.ts';

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
