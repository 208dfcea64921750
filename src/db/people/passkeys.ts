import { and, desc, eq, lt, lte, sql } from 'drizzle-orm';
import { passkeyChallenges, passkeys } from '../schema/people.ts';
import type { TenantTx } from '../tenancy.ts';

export type Passkey = {
  id: string;
  credentialId: Buffer;
  transports: string[];
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
};

const columns = {
  id: passkeys.id,
  credentialId: passkeys.credentialId,
  transports: passkeys.transports,
  name: passkeys.name,
  createdAt: passkeys.createdAt,
  lastUsedAt: passkeys.lastUsedAt,
};

/** The shopper's own passkeys, newest first. */
export async function listPasskeys(tx: TenantTx): Promise<Passkey[]> {
  return tx.q
    .select(columns)
    .from(passkeys)
    .where(eq(passkeys.tenantId, tx.tenantId))
    .orderBy(desc(passkeys.createdAt));
}

type NewPasskey = Pick<Passkey, 'credentialId' | 'transports' | 'name'> & {
  shopperId: string;
  publicKey: Buffer;
  counter: number;
};

/** Undefined when the chain knows this credential already. */
export async function insertPasskey(tx: TenantTx, passkey: NewPasskey): Promise<Passkey | undefined> {
  const [row] = await tx.q
    .insert(passkeys)
    .values({ tenantId: tx.tenantId, ...passkey })
    .onConflictDoNothing()
    .returning(columns);
  return row;
}

export async function deletePasskey(tx: TenantTx, id: string): Promise<boolean> {
  const rows = await tx.q
    .delete(passkeys)
    .where(and(eq(passkeys.tenantId, tx.tenantId), eq(passkeys.id, id)))
    .returning({ id: passkeys.id });
  return rows.length === 1;
}

/** What a signature is checked against. */
export type PasskeyKey = { id: string; shopperId: string; publicKey: Buffer; counter: number };

export async function passkeyByCredential(tx: TenantTx, credentialId: Buffer): Promise<PasskeyKey | undefined> {
  const [row] = await tx.q
    .select({
      id: passkeys.id,
      shopperId: passkeys.shopperId,
      publicKey: passkeys.publicKey,
      counter: passkeys.counter,
    })
    .from(passkeys)
    .where(and(eq(passkeys.tenantId, tx.tenantId), eq(passkeys.credentialId, credentialId)));
  return row;
}

/** Notes the use; false when another request was faster with a counter as high, or the passkey is gone. Synced passkeys always count 0. */
export async function markPasskeyUsed(
  tx: TenantTx,
  { id, counter }: { id: string; counter: number },
): Promise<boolean> {
  const isNewer = counter === 0 ? lte(passkeys.counter, 0) : lt(passkeys.counter, counter);
  const rows = await tx.q
    .update(passkeys)
    .set({ counter, lastUsedAt: sql`now()` })
    .where(and(eq(passkeys.tenantId, tx.tenantId), eq(passkeys.id, id), isNewer))
    .returning({ id: passkeys.id });
  return rows.length === 1;
}

/** Keeps a challenge for one answer: of this shopper who adds a passkey, or of anybody who signs in. */
export async function putChallenge(
  tx: TenantTx,
  challenge: { sha256: Buffer; shopperId: string | null; minutes: number },
): Promise<void> {
  await tx.q.insert(passkeyChallenges).values({
    tenantId: tx.tenantId,
    challengeSha256: challenge.sha256,
    shopperId: challenge.shopperId,
    expiresAt: sql`now() + make_interval(mins => ${challenge.minutes})`,
  });
}

/** Ends the challenge. False when it was never given, was answered before, is past its time, or was given for something else. */
export async function takeChallenge(
  tx: TenantTx,
  { sha256, shopperId }: { sha256: Buffer; shopperId: string | null },
): Promise<boolean> {
  const [row] = await tx.q
    .delete(passkeyChallenges)
    .where(and(eq(passkeyChallenges.tenantId, tx.tenantId), eq(passkeyChallenges.challengeSha256, sha256)))
    .returning({
      shopperId: passkeyChallenges.shopperId,
      isPast: sql<boolean>`${passkeyChallenges.expiresAt} <= now()`,
    });
  return row !== undefined && !row.isPast && row.shopperId === shopperId;
}

export async function dropOldChallenges(tx: TenantTx): Promise<void> {
  await tx.q
    .delete(passkeyChallenges)
    .where(and(eq(passkeyChallenges.tenantId, tx.tenantId), lt(passkeyChallenges.expiresAt, sql`now()`)));
}
