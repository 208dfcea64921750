import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { KsefCredentialKind, KsefTrialOutcome } from '../../domain/chains/ksefAccess.ts';
import { ksefCredentials } from '../schema/chains.ts';
import type { TenantTx } from '../tenancy.ts';

/** What everybody in the office may see of a credential. The dates are those of a certificate. */
export type KsefCredential = {
  kind: KsefCredentialKind;
  subject: string | null;
  serialNumber: string | null;
  validFrom: Date | null;
  validTo: Date | null;
  createdAt: Date;
  /** The last trial: 'begun' while a worker tries. `trialWords` are KSeF's. */
  trial: 'begun' | KsefTrialOutcome;
  trialWords: string | null;
  triedAt: Date;
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
      trial: ksefCredentials.trial,
      trialWords: ksefCredentials.trialWords,
      triedAt: ksefCredentials.triedAt,
    })
    .from(ksefCredentials)
    .where(eq(ksefCredentials.tenantId, tx.tenantId))
    .orderBy(asc(ksefCredentials.kind));
}

/** The credential takes the place of the chain's other one of its kind. KSeF has just accepted it. */
export async function replaceKsefCredential(
  tx: TenantTx,
  credential: Pick<KsefCredential, 'kind' | 'subject' | 'serialNumber' | 'validFrom' | 'validTo'> & { sealed: Buffer },
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

/** For a worker: the sealed certificate of type Offline with its key, when the chain has a valid one. */
export async function sealedOfflineCertificate(tx: TenantTx): Promise<Buffer | undefined> {
  const [row] = await tx.q
    .select({ sealed: ksefCredentials.sealed })
    .from(ksefCredentials)
    .where(and(own(tx, 'offline'), sql`now() between ${ksefCredentials.validFrom} and ${ksefCredentials.validTo}`));
  return row?.sealed;
}

export async function resealCredential(tx: TenantTx, kind: KsefCredentialKind, sealed: Buffer): Promise<void> {
  await tx.q.update(ksefCredentials).set({ sealed }).where(own(tx, kind));
}

/** False when a trial of this credential has begun already, and never ended: its worker did. */
export async function beginKsefTrial(tx: TenantTx, kind: KsefCredentialKind): Promise<boolean> {
  const rows = await tx.q
    .update(ksefCredentials)
    .set({ trial: 'begun', trialWords: null })
    .where(and(own(tx, kind), ne(ksefCredentials.trial, 'begun')))
    .returning({ kind: ksefCredentials.kind });
  return rows.length > 0;
}

export async function endKsefTrial(
  tx: TenantTx,
  kind: KsefCredentialKind,
  { outcome, words }: { outcome: KsefTrialOutcome; words?: string },
): Promise<void> {
  await tx.q
    .update(ksefCredentials)
    .set({ trial: outcome, trialWords: words ?? null, triedAt: sql`now()` })
    // A credential that was entered meanwhile is another one than was tried.
    .where(and(own(tx, kind), eq(ksefCredentials.trial, 'begun')));
}

function own(tx: TenantTx, kind: KsefCredentialKind) {
  return and(eq(ksefCredentials.tenantId, tx.tenantId), eq(ksefCredentials.kind, kind));
}
