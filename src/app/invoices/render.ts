import { createHash } from 'node:crypto';
import { pendingDeliveries } from '../../db/invoices/deliveries.ts';
import { beginRender, documentOf, markFailure, markReady, type StoredDocument } from '../../db/invoices/documents.ts';
import { announce, invoiceById, type StoredInvoice } from '../../db/invoices/invoices.ts';
import { ksefSubmissionOf } from '../../db/invoices/ksefSubmissions.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { beginDeliveries } from '../deliveries/deliverAtOnce.ts';
import { type Layout, layoutsOf, platformLayout } from '../layouts/layouts.ts';
import type { Begun, Failure, FollowUp, Job } from '../outbox/run.ts';
import type { WorkerApp } from '../workerContext.ts';
import { printProven } from './printProven.ts';

type Material = { invoice: StoredInvoice; layouts: Layout[] };
type Made = { document: StoredDocument; pdf: Uint8Array };

/** Renders the invoice's one document. The first PDF is kept, even when two workers render one. */
export const renderJob: Job<Material, Made> = {
  // After this many attempts the document counts as failed until somebody sends it again.
  mostAttempts: 5,
  followedBy: 'deliver',
  begin,
  work,
  complete,
  fail,
};

async function begin(tx: TenantTx, invoiceId: string): Promise<Begun<Material> | undefined> {
  const [invoice, document, submission] = await Promise.all([
    invoiceById(tx, invoiceId),
    documentOf(tx, invoiceId),
    ksefSubmissionOf(tx, invoiceId),
  ]);
  if (!invoice || document?.state === 'ready' || submission?.number === null) return undefined;
  const [attempt, layouts] = await Promise.all([
    beginRender(tx, invoiceId),
    layoutsOf(tx, 'invoice', invoice.templates),
  ]);
  return { attempt, material: { invoice: withKsefNumber(invoice, submission?.number), layouts } };
}

/** A company's document is an invoice because of this number. Source: domain rule 22. */
function withKsefNumber(invoice: StoredInvoice, number: string | null | undefined): StoredInvoice {
  if (!number) return invoice;
  const label = { pl: 'Numer KSeF', en: 'KSeF number', uk: 'Номер KSeF' }[invoice.language];
  return { ...invoice, annotations: [...invoice.annotations, `${label}: ${number}`] };
}

async function work(app: WorkerApp, tenantId: string, { invoice, layouts }: Material): Promise<Made> {
  const [first] = layouts;
  if (!first) throw new Error('an invoice without a layout');
  const { pdf, ...how } = await printProven({
    ...{ app, tenantId, invoice, language: invoice.language },
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
  mayBegin: boolean,
): Promise<FollowUp> {
  const ready = Promise.all([markReady(tx, invoice.id, document), announce(tx, invoice.id)]);
  if (!mayBegin) {
    const [subjectIds] = await Promise.all([pendingDeliveries(tx, invoice.id), ready]);
    return { task: 'deliver', subjectIds };
  }
  const { storageKey, layout } = document;
  const [begun] = await Promise.all([
    beginDeliveries(tx, { invoice, document: { storageKey, layout, content: pdf } }),
    ready,
  ]);
  return { begun };
}

async function fail(tx: TenantTx, { invoice }: Material, { reason, final }: Failure): Promise<void> {
  await markFailure(tx, invoice.id, { error: reason, final });
  if (final) await announce(tx, invoice.id);
}
