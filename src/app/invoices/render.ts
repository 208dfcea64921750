import { createHash } from 'node:crypto';
import { sealedOfflineCertificate } from '../../db/chains/ksefCredentials.ts';
import { pendingDeliveries } from '../../db/invoices/deliveries.ts';
import { beginRender, documentsOf, markFailure, markReady, type StoredDocument } from '../../db/invoices/documents.ts';
import { announce, invoiceById, type StoredInvoice } from '../../db/invoices/invoices.ts';
import { ksefSubmissionOf } from '../../db/invoices/ksefSubmissions.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import type { PrintedKind } from '../../domain/invoices/documentKind.ts';
import { beginDeliveries } from '../deliveries/deliverAtOnce.ts';
import { codesOf, type InKsef } from '../ksef/codes.ts';
import { type Layout, layoutsOf, platformLayout } from '../layouts/layouts.ts';
import type { Begun, FollowUp, Job } from '../outbox/run.ts';
import type { WorkerApp } from '../workerContext.ts';
import { printProven } from './printProven.ts';

type Material = { invoice: StoredInvoice; layouts: Layout[]; inKsef?: InKsef };
type Made = { document: StoredDocument; pdf: Uint8Array };

/** Renders the invoice's one document. The first PDF is kept, even when two workers render one. */
export const renderJob = jobOf('pdf');

/** Renders the confirmation that a company has until KSeF has numbered its invoice. Source: domain rule 22. */
export const confirmJob = jobOf('confirmation');

function jobOf(kind: PrintedKind): Job<Material, Made> {
  return {
    // After this many attempts the document counts as failed until somebody sends it again.
    mostAttempts: 5,
    followedBy: 'deliver',
    begin: (tx, invoiceId) => begin(tx, invoiceId, kind),
    work,
    complete: (tx, material, made, mayBegin) => complete(tx, material, made, { kind, mayBegin }),
    async fail(tx, { invoice }, { reason, final }) {
      await markFailure(tx, invoice.id, { error: reason, final }, kind);
      if (final) await announce(tx, invoice.id);
    },
  };
}

async function begin(tx: TenantTx, invoiceId: string, kind: PrintedKind): Promise<Begun<Material> | undefined> {
  const [invoice, documents, submission] = await Promise.all([
    invoiceById(tx, invoiceId),
    documentsOf(tx, invoiceId),
    ksefSubmissionOf(tx, invoiceId),
  ]);
  const isDone = documents[kind]?.state === 'ready';
  // An invoice waits for its number, and a confirmation has no use once there is one or there never will be.
  const isTooEarly = kind === 'pdf' && submission?.number === null;
  const isTooLate = kind === 'confirmation' && (submission?.number !== null || submission.state === 'rejected');
  if (!invoice || isDone || isTooEarly || isTooLate) return undefined;
  const [attempt, layouts, offline] = await Promise.all([
    beginRender(tx, invoiceId, kind),
    layoutsOf(tx, 'invoice', invoice.templates),
    kind === 'confirmation' ? sealedOfflineCertificate(tx) : undefined,
  ]);
  const fa3Key = documents.fa3?.storageKey;
  const inKsef = submission && fa3Key ? { number: submission.number, fa3Key, ...(offline && { offline }) } : undefined;
  return { attempt, material: { invoice, layouts, ...(inKsef && { inKsef }) } };
}

async function work(app: WorkerApp, tenantId: string, { invoice, layouts, inKsef }: Material): Promise<Made> {
  const [first] = layouts;
  if (!first) throw new Error('an invoice without a layout');
  const { pdf, ...how } = await printProven({
    ...{ app, tenantId, invoice, language: invoice.language },
    ...(inKsef && {
      ksef: { isConfirmation: inKsef.number === null, codes: await codesOf(app, { tenantId, ...invoice }, inKsef) },
    }),
    layouts: [...layouts, await platformLayout(first.theme)],
  });
  const sha256 = createHash('sha256').update(pdf).digest();
  // The key contains the hash, so two workers never overwrite each other's bytes.
  const storageKey = `invoices/${tenantId}/${invoice.id}/${sha256.toString('hex')}.pdf`;
  await app.documents.put(storageKey, pdf);
  return { pdf, document: { sha256, byteSize: pdf.byteLength, storageKey, ...how } };
}

async function complete(
  tx: TenantTx,
  { invoice }: Material,
  { document, pdf }: Made,
  { kind, mayBegin }: { kind: PrintedKind; mayBegin: boolean },
): Promise<FollowUp> {
  const ready = Promise.all([markReady(tx, invoice.id, document, kind), announce(tx, invoice.id)]);
  if (!mayBegin) {
    const [subjectIds] = await Promise.all([pendingDeliveries(tx, invoice.id, kind), ready]);
    return { task: 'deliver', subjectIds };
  }
  const { storageKey, layout } = document;
  const [begun] = await Promise.all([
    beginDeliveries(tx, { invoice, document: { storageKey, layout, content: pdf } }),
    ready,
  ]);
  return { begun };
}
