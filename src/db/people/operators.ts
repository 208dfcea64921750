import { and, eq, isNull, sql } from 'drizzle-orm';
import { operatorSessions, operators } from '../schema/people.ts';
import type { PlatformTx } from '../tenancy.ts';
import { inForce } from './sessions.ts';

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

/** Replaces an outdated hash by a new hash of the same password. */
export async function rehashOperator(tx: PlatformTx, id: string, hash: { old: string; fresh: string }): Promise<void> {
  await tx.q
    .update(operators)
    .set({ passwordHash: hash.fresh })
    // A password that was set in the meantime is kept.
    .where(and(eq(operators.id, id), eq(operators.passwordHash, hash.old)));
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
