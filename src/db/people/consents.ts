import { consents } from '../schema/people.ts';
import type { TenantTx } from '../tenancy.ts';

type Consent = Pick<typeof consents.$inferInsert, 'shopperId' | 'version' | 'language'>;

/** Keeps the time of the shopper's first acceptance of this sentence; later ones change nothing. */
export async function keepConsent(tx: TenantTx, consent: Consent): Promise<void> {
  await tx.q
    .insert(consents)
    .values({ tenantId: tx.tenantId, kind: 'electronic_invoice', ...consent })
    .onConflictDoNothing();
}
