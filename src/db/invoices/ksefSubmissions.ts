import { and, eq, sql } from 'drizzle-orm';
import type { KsefMode } from '../../domain/invoices/ksefState.ts';
import { ksefSubmissions } from '../schema/documents.ts';
import type { TenantTx } from '../tenancy.ts';

export type KsefSubmission = Omit<typeof ksefSubmissions.$inferSelect, 'tenantId' | 'invoiceId'>;

export async function ksefSubmissionOf(tx: TenantTx, invoiceId: string): Promise<KsefSubmission | undefined> {
  const [row] = await tx.q.select().from(ksefSubmissions).where(own(tx, invoiceId));
  return row;
}

/** From now on the invoice waits to be sent. */
export async function insertKsefSubmission(tx: TenantTx, invoiceId: string): Promise<void> {
  await tx.q.execute(sql`insert into ksef_submissions (tenant_id, invoice_id) values (${tx.tenantId}, ${invoiceId})`);
}

/**
 * Counts an attempt before it begins, so an attempt that kills the worker counts too. The count restarts after a final
 * failure.
 */
export async function beginKsefAttempt(
  tx: TenantTx,
  invoiceId: string,
  { mode, isSent }: { mode: KsefMode; isSent: boolean },
): Promise<number> {
  const [row] = await tx.q
    .update(ksefSubmissions)
    .set({
      mode,
      ...(isSent ? {} : { sentAt: sql`now()` }),
      attempts: sql`case when ${ksefSubmissions.state} = 'failed' then 1 else ${ksefSubmissions.attempts} + 1 end`,
      state: sql`case when ${ksefSubmissions.state} <> 'failed' then ${ksefSubmissions.state}
        when ${ksefSubmissions.sessionReference} is null then 'queued' else 'sent' end`,
    })
    .where(own(tx, invoiceId))
    .returning({ attempts: ksefSubmissions.attempts });
  return row?.attempts ?? 0;
}

/** KSeF has the file, under these references. */
export async function markKsefSent(
  tx: TenantTx,
  invoiceId: string,
  { session, invoice }: { session: string; invoice: string },
): Promise<void> {
  await change(tx, invoiceId, { state: 'sent', sessionReference: session, invoiceReference: invoice });
}

/** KSeF's number. A number is never replaced. */
export async function markKsefAccepted(
  tx: TenantTx,
  invoiceId: string,
  { number, acquiredAt }: { number: string; acquiredAt: string | null },
): Promise<void> {
  const at = acquiredAt === null ? null : new Date(acquiredAt);
  await change(tx, invoiceId, { state: 'accepted', number, acquiredAt: at, reason: null });
}

export async function markKsefRejected(
  tx: TenantTx,
  invoiceId: string,
  { code, reason }: { code: number; reason: string },
): Promise<void> {
  await change(tx, invoiceId, { state: 'rejected', code, reason });
}

/** Why the last attempt failed; the final one leaves the invoice in the state `failed`. */
export async function markKsefFailure(
  tx: TenantTx,
  invoiceId: string,
  { reason, final }: { reason: string; final: boolean },
): Promise<void> {
  await change(tx, invoiceId, { reason, ...(final ? { state: 'failed' as const } : {}) });
}

/** The attempt says nothing about the invoice, so it does not count. `wasOut`: KSeF did not answer before it had the file. */
export async function markKsefWait(
  tx: TenantTx,
  invoiceId: string,
  { reason, wasOut }: { reason: string; wasOut: boolean },
): Promise<void> {
  await change(tx, invoiceId, { reason, attempts: 0, ...(wasOut ? { mode: 'outage' as const } : {}) });
}

/** Seconds until the chain may hand over another file; 0 for at once. `limits`: how many files in how many seconds. */
export async function secondsToNextKsefFile(
  tx: TenantTx,
  limits: readonly { files: number; seconds: number }[],
): Promise<number> {
  const waits = await Promise.all(
    limits.map(async ({ files, seconds }) => {
      const [row] = await tx.q.execute<{ wait: number }>(sql`
        select ceil(extract(epoch from sent_at - now()) + ${seconds})::integer as wait from ksef_submissions
        where tenant_id = ${tx.tenantId} and sent_at > now() - make_interval(secs => ${seconds})
        order by sent_at desc offset ${files - 1} limit 1`);
      return row?.wait ?? 0;
    }),
  );
  return Math.max(0, ...waits);
}

async function change(tx: TenantTx, invoiceId: string, to: Partial<KsefSubmission>): Promise<void> {
  await tx.q
    .update(ksefSubmissions)
    .set(to)
    .where(and(own(tx, invoiceId), sql`${ksefSubmissions.number} is null`));
}

function own(tx: TenantTx, invoiceId: string) {
  return and(eq(ksefSubmissions.tenantId, tx.tenantId), eq(ksefSubmissions.invoiceId, invoiceId));
}
