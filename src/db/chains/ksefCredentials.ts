import { and, asc, eq } from 'drizzle-orm';
import { ksefCredentials } from '../schema/chains.ts';
import type { TenantTx } from '../tenancy.ts';

export type KsefCredentialKind = 'token' | 'certificate';

/** What everybody in the office may see of a credential. The dates are those of a certificate. */
export type KsefCredential = {
  kind: KsefCredentialKind;
  subject: string | null;
  serialNumber: string | null;
  validFrom: Date | null;
  validTo: Date | null;
  createdAt: Date;
};

/** Without the secret, which only a worker can read. */
export async function listKsefCredentials(tx: TenantTx): Promise<KsefCredential[]> {
  return tx.q
    .select({
      kind: ksefCredentials.kind,
      subject: ksefCredentials.subject,
      serialNumber: ksefCredentials.serialNumber,
      validFrom: ksefCredentials.validFrom,
      validTo: ksefCredentials.validTo,
      createdAt: ksefCredentials.createdAt,
    })
    .from(ksefCredentials)
    .where(eq(ksefCredentials.tenantId, tx.tenantId))
    .orderBy(asc(ksefCredentials.kind));
}

/** The credential takes the place of the chain's other one of its kind. */
export async function replaceKsefCredential(
  tx: TenantTx,
  credential: Omit<KsefCredential, 'createdAt'> & { sealed: Buffer },
): Promise<void> {
  await deleteKsefCredential(tx, credential.kind);
  await tx.q.insert(ksefCredentials).values({ tenantId: tx.tenantId, ...credential });
}

/** False when the chain has none of this kind. */
export async function deleteKsefCredential(tx: TenantTx, kind: KsefCredentialKind): Promise<boolean> {
  const rows = await tx.q.delete(ksefCredentials).where(own(tx, kind)).returning({ kind: ksefCredentials.kind });
  return rows.length > 0;
}

/** For a worker: the chain's secrets as they are stored, locked until the transaction ends. */
export async function lockSealedCredentials(tx: TenantTx): Promise<{ kind: KsefCredentialKind; sealed: Buffer }[]> {
  return tx.q
    .select({ kind: ksefCredentials.kind, sealed: ksefCredentials.sealed })
    .from(ksefCredentials)
    .where(eq(ksefCredentials.tenantId, tx.tenantId))
    .for('update');
}

export async function resealCredential(tx: TenantTx, kind: KsefCredentialKind, sealed: Buffer): Promise<void> {
  await tx.q.update(ksefCredentials).set({ sealed }).where(own(tx, kind));
}

function own(tx: TenantTx, kind: KsefCredentialKind) {
  return and(eq(ksefCredentials.tenantId, tx.tenantId), eq(ksefCredentials.kind, kind));
}
