import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { consents } from '../schema/people.ts';
import type { TenantTx } from '../tenancy.ts';

// In the shopper's role: its policy shows the rows of this shopper only.

type Consent = Pick<typeof consents.$inferInsert, 'shopperId' | 'version' | 'language'>;

/** Keeps the time of the shopper's first acceptance of this sentence; later ones change nothing until she withdraws it. */
export async function keepConsent(tx: TenantTx, consent: Consent): Promise<void> {
  await tx.q
    .insert(consents)
    .values({ tenantId: tx.tenantId, kind: 'electronic_invoice', ...consent })
    .onConflictDoNothing();
}

export type OwnConsent = Pick<typeof consents.$inferSelect, 'version' | 'language' | 'acceptedAt' | 'withdrawnAt'>;

/** The shopper's acceptances of electronic invoices, newest first. */
export function ownConsents(tx: TenantTx): Promise<OwnConsent[]> {
  const { version, language, acceptedAt, withdrawnAt } = consents;
  return tx.q
    .select({ version, language, acceptedAt, withdrawnAt })
    .from(consents)
    .where(eq(consents.tenantId, tx.tenantId))
    .orderBy(desc(acceptedAt), desc(consents.id));
}

/** Notes the time on every acceptance in force. Without one nothing changes. */
export async function withdrawConsents(tx: TenantTx): Promise<void> {
  await tx.q
    .update(consents)
    .set({ withdrawnAt: sql`now()` })
    .where(and(eq(consents.tenantId, tx.tenantId), isNull(consents.withdrawnAt)));
}
