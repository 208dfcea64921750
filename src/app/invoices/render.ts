import { createHash } from 'node:crypto';
import { pendingDeliveries } from '../../db/invoices/deliveries.ts';
import { beginRender, documentOf, type MadeDocument, markFailure, markReady } from '../../db/invoices/documents.ts';
import { announce, invoiceById, type StoredInvoice } from '../../db/invoices/invoices.ts';
import { isOwed, owe, postpone, settle } from '../../db/outbox.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import { Problem } from '../../domain/problem.ts';
import { type Layout, layoutsOf, platformLayout } from '../layouts/layouts.ts';
import { enqueueCommitted } from '../outbox/afterCommit.ts';
import { attemptSeconds, backoffSeconds, mostAttempts, usedUp } from '../outbox/attempts.ts';
import type { JobCall, WorkerApp } from '../workerContext.ts';
import { printProven } from './printProven.ts';

type Material = { invoice: StoredInvoice; layouts: Layout[] };

/**
 * Makes the invoice's one document. May run twice for one invoice, or die anywhere: the first PDF stays, and what is
 * owed stays in the outbox until its result is written.
 */
export async function renderInvoice({ app, input }: JobCall): Promise<void> {
  const { tenantId, subjectId: invoiceId } = input;
  const worker = { role: 'worker', tenantId } as const;
  const material = await app.db.withTenant(worker, (tx) => begin(tx, invoiceId));
  if (!material) return;
  try {
    const made = await make(app, tenantId, material);
    const due = await app.db.withTenant(worker, (tx) => finish(tx, invoiceId, made));
    await enqueueCommitted(
      app,
      due.map((subjectId) => ({ task: 'deliver', tenantId, subjectId })),
    );
  } catch (error) {
    await app.db.withTenant(worker, (tx) => fail(tx, invoiceId, error));
    throw error;
  }
}

/** What to render; nothing when it is not owed, was made before, or has been tried too often. */
async function begin(tx: TenantTx, invoiceId: string): Promise<Material | undefined> {
  if (!(await isOwed(tx, 'render', invoiceId))) return undefined;
  const [invoice, document] = await Promise.all([invoiceById(tx, invoiceId), documentOf(tx, invoiceId)]);
  if (!invoice || document?.state === 'ready') {
    await settle(tx, 'render', invoiceId);
    return undefined;
  }
  const attempts = await beginRender(tx, invoiceId);
  if (attempts > mostAttempts.render) {
    // A job that kills its worker never gets to report a failure itself.
    await giveUp(tx, invoiceId, usedUp);
    return undefined;
  }
  await postpone(tx, 'render', invoiceId, attemptSeconds);
  return { invoice, layouts: await layoutsOf(tx, 'invoice', invoice.templates) };
}

async function make(app: WorkerApp, tenantId: string, { invoice, layouts }: Material) {
  const [first] = layouts;
  if (!first) throw new Error('an invoice without a layout');
  const { pdf, ...how } = await printProven({
    ...{ app, tenantId, invoice, language: invoice.language },
    layouts: [...layouts, await platformLayout(first.theme)],
  });
  const sha256 = createHash('sha256').update(pdf).digest();
  // The hash is part of the key: should two workers make it, neither writes over the other's bytes.
  const storageKey = `invoices/${tenantId}/${invoice.id}/${sha256.toString('hex')}.pdf`;
  await app.documents.put(storageKey, pdf);
  return { sha256, byteSize: pdf.byteLength, storageKey, ...how };
}

async function finish(tx: TenantTx, invoiceId: string, made: MadeDocument) {
  await markReady(tx, invoiceId, made);
  const due = await pendingDeliveries(tx, invoiceId);
  await Promise.all([owe(tx, 'deliver', due), settle(tx, 'render', invoiceId), announce(tx, invoiceId)]);
  return due;
}

async function fail(tx: TenantTx, invoiceId: string, error: unknown): Promise<void> {
  const attempts = (await documentOf(tx, invoiceId))?.attempts ?? mostAttempts.render;
  if (error instanceof Problem || attempts >= mostAttempts.render) return giveUp(tx, invoiceId, reasonOf(error));
  await markFailure(tx, invoiceId, { error: reasonOf(error), final: false });
  await postpone(tx, 'render', invoiceId, backoffSeconds(attempts));
}

async function giveUp(tx: TenantTx, invoiceId: string, reason: string): Promise<void> {
  await markFailure(tx, invoiceId, { error: reason, final: true });
  await Promise.all([settle(tx, 'render', invoiceId), announce(tx, invoiceId)]);
}

/** What the row remembers: no personal data, so no message of a bug. */
function reasonOf(error: unknown): string {
  if (error instanceof Problem) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
