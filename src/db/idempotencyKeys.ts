import { and, eq, lt, sql } from 'drizzle-orm';
import { isUniqueViolation } from './errors.ts';
import { type ActorKind, idempotencyKeys } from './schema/idempotencyKeys.ts';
import type { TenantTx } from './tenancy.ts';

/** The sender of a request with an idempotency key. Each caller has separate keys. */
export type Caller = { kind: ActorKind; id: string };

export type KeyedRequest = { caller: Caller; key: string; requestSha256: Buffer };

/** The hash and the result of the first request with the key. */
export async function firstUseOf(
  tx: TenantTx,
  { caller, key }: Pick<KeyedRequest, 'caller' | 'key'>,
): Promise<{ requestSha256: Buffer; resultId: string } | undefined> {
  const [row] = await tx.q
    .select({ requestSha256: idempotencyKeys.requestSha256, resultId: idempotencyKeys.resultId })
    .from(idempotencyKeys)
    .where(
      and(
        eq(idempotencyKeys.tenantId, tx.tenantId),
        eq(idempotencyKeys.actorKind, caller.kind),
        eq(idempotencyKeys.actorId, caller.id),
        eq(idempotencyKeys.key, key),
      ),
    );
  return row;
}

/** Stores the key, in the transaction that writes its result. Fails with `isKeyTaken` when the key exists. */
export async function keepKey(
  tx: TenantTx,
  { caller, key, requestSha256 }: KeyedRequest,
  resultId: string,
): Promise<void> {
  await tx.q
    .insert(idempotencyKeys)
    .values({ tenantId: tx.tenantId, actorKind: caller.kind, actorId: caller.id, key, requestSha256, resultId });
}

/** Whether a transaction failed because another one stored the same idempotency key in the meantime. */
export function isKeyTaken(error: unknown): boolean {
  return isUniqueViolation(error, 'idempotency_keys_pkey');
}

const keptDays = 30;

/** Deletes keys older than 30 days. No client repeats a request after so long. */
export async function dropOldKeys(tx: TenantTx): Promise<void> {
  await tx.q
    .delete(idempotencyKeys)
    .where(
      and(
        eq(idempotencyKeys.tenantId, tx.tenantId),
        lt(idempotencyKeys.createdAt, sql`now() - make_interval(days => ${keptDays})`),
      ),
    );
}
