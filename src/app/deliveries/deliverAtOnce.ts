import { setTimeout as pause } from 'node:timers/promises';
import { ownChain } from '../../db/chains/chains.ts';
import { beginPending, markSent } from '../../db/invoices/deliveries.ts';
import { announce } from '../../db/invoices/invoices.ts';
import { complete } from '../../db/outbox.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import type { Cargo } from '../channels/channel.ts';
import { prepareDelivery } from '../channels/channels.ts';
import { attemptSeconds } from '../outbox/backoff.ts';
import { failAttempt, type Running } from '../outbox/run.ts';
import type { WorkerApp } from '../workerContext.ts';
import { type DeliverMaterial, deliverJob } from './deliver.ts';

type RunningDelivery = Running<DeliverMaterial>;

/** Deliveries of one document usually end within this time of each other, and one transaction writes their ends. */
const togetherMs = 500;

/**
 * Begins the deliveries of a document in the transaction that makes the document ready, after the statement that does so; the
 * result sends them after the commit. Each delivery keeps its own state, attempts and retry, as if the queue had given it to a worker.
 */
export async function beginDeliveries(
  tx: TenantTx,
  cargo: Omit<Cargo, 'chain'>,
): Promise<(app: WorkerApp) => Promise<void>> {
  const { invoice, document } = cargo;
  const which = { invoiceId: invoice.id, storageKey: document.storageKey };
  const [deliveries, chain] = await Promise.all([beginPending(tx, which, attemptSeconds), ownChain(tx)]);
  const running = await Promise.all(
    deliveries.map(async (delivery): Promise<RunningDelivery> => {
      const send = await prepareDelivery(tx, { ...cargo, chain, delivery });
      const material = { invoiceId: invoice.id, delivery, send };
      return { task: 'deliver', subjectId: delivery.id, attempt: delivery.attempts, material, isLast: false };
    }),
  );
  return (app) => deliverAll(app, tx.tenantId, running);
}

/** How the attempt of one delivery ended: without an `error` it was sent. */
type Ended = { running: RunningDelivery; error?: unknown };

async function deliverAll(app: WorkerApp, tenantId: string, all: readonly RunningDelivery[]): Promise<void> {
  const ended: Ended[] = [];
  const sending = new Set<Promise<void>>();
  for (const running of all) {
    const one: Promise<void> = attempt(app, running).then((end) => {
      ended.push(end);
      sending.delete(one);
    });
    sending.add(one);
  }
  while (sending.size > 0) {
    await Promise.race(sending);
    await Promise.race([Promise.all(sending), pause(togetherMs, undefined, { ref: false })]);
    await write(app, tenantId, ended.splice(0));
  }
}

async function attempt(app: WorkerApp, running: RunningDelivery): Promise<Ended> {
  try {
    await running.material.send(app);
    return { running };
  } catch (error) {
    app.report(error, `job deliver-${running.subjectId}`);
    return { running, error };
  }
}

async function write(app: WorkerApp, tenantId: string, ended: readonly Ended[]): Promise<void> {
  const sent = ended.filter((end) => !('error' in end)).map(({ running }) => running);
  const failed = ended.filter((end) => 'error' in end);
  await app.db.withTenant({ role: 'worker', tenantId }, async (tx) => {
    await Promise.all([
      writeSent(tx, sent),
      ...failed.map(({ running, error }) => failAttempt(tx, deliverJob, running, error)),
    ]);
  });
}

async function writeSent(tx: TenantTx, sent: readonly RunningDelivery[]): Promise<void> {
  const [first] = sent;
  if (!first) return;
  const ids = sent.map(({ subjectId }) => subjectId);
  await Promise.all([markSent(tx, ids), complete(tx, 'deliver', ids), announce(tx, first.material.invoiceId)]);
}
