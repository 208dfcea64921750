import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { lockSealedCredentials } from '../../db/chains/ksefCredentials.ts';
import { endKsefPause, ksefPauseOf, pauseKsef } from '../../db/chains/ksefPause.ts';
import { today } from '../../db/clock.ts';
import { documentOf, markFailure, markReady, type StoredFile } from '../../db/invoices/documents.ts';
import { announce, invoiceById } from '../../db/invoices/invoices.ts';
import {
  beginKsefAttempt,
  ksefSubmissionOf,
  markKsefAccepted,
  markKsefFailure,
  markKsefRejected,
  markKsefSent,
  markKsefWait,
  secondsToNextKsefFile,
} from '../../db/invoices/ksefSubmissions.ts';
import { postpone, postponeAll } from '../../db/outbox.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import type { KsefPauseReason } from '../../domain/chains/ksefPause.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { printed } from '../../domain/invoices/documentKind.ts';
import { type KsefMode, ksefModeOn } from '../../domain/invoices/ksefState.ts';
import type { Who } from '../../ksef/access.ts';
import { KsefFailure } from '../../ksef/client/failures.ts';
import { type Sent, type SentStatus, statusOfSent, upoOf, upoOfNumber } from '../../ksef/client/invoiceStatus.ts';
import { sendInvoice } from '../../ksef/client/onlineSession.ts';
import type { KsefConnection } from '../../ksef/environments.ts';
import type { Begun, FollowUp, Job } from '../outbox/run.ts';
import type { WorkerApp } from '../workerContext.ts';
import { identityOf } from './identity.ts';

type Material = {
  invoiceId: string;
  sellerNip: string;
  file: { storageKey: string; sha256: string };
  sent: Sent | undefined;
  mode: KsefMode;
  credentials: Awaited<ReturnType<typeof lockSealedCredentials>>;
};
type Outcome =
  | { state: 'accepted'; number: string; acquiredAt: string | null; upo: StoredFile }
  | { state: 'rejected'; code: number; reason: string };

/**
 * Sends the invoice's FA(3) file to KSeF, waits for the number and keeps the UPO. KSeF refuses a second file of an invoice
 * (440) and names the first one's number, so an attempt that ended between sending and remembering is repeated safely.
 */
export const sendToKsefJob: Job<Material, Outcome> = {
  mostAttempts: 9,
  begin,
  work,
  complete,
  wait: waited,
  async fail(tx, { invoiceId }, failure) {
    await markKsefFailure(tx, invoiceId, failure);
    if (failure.final) await markFailure(tx, invoiceId, { error: 'ksef', final: true }, printed);
    await announce(tx, invoiceId);
  },
};

async function begin(tx: TenantTx, invoiceId: string): Promise<Begun<Material> | undefined | 'not yet'> {
  const pause = await ksefPauseOf(tx);
  if (pause) {
    await postponeAll(tx, 'ksef_send', pause.until);
    return 'not yet';
  }
  const [submission, invoice, fa3, credentials] = await Promise.all([
    ksefSubmissionOf(tx, invoiceId),
    invoiceById(tx, invoiceId),
    documentOf(tx, invoiceId, 'fa3'),
    lockSealedCredentials(tx),
  ]);
  if (!submission || !invoice || submission.number !== null || submission.state === 'rejected') return undefined;
  if (!fa3?.storageKey || !fa3.sha256) return 'not yet';
  const { sessionReference: session, invoiceReference } = submission;
  const sent = session && invoiceReference ? { session, invoice: invoiceReference } : undefined;
  const day = await today(tx, countryOf(invoice.country).timeZone);
  const wasOut = submission.mode === 'outage';
  const mode = sent ? submission.mode : ksefModeOn(day, { issueDate: invoice.issueDate, wasOut });
  const seconds = sent ? 0 : await secondsToNextKsefFile(tx, fileLimits);
  if (seconds > 0) {
    await paused(tx, { reason: 'busy', seconds });
    return 'not yet';
  }
  return {
    attempt: await beginKsefAttempt(tx, invoiceId, { mode, isSent: sent !== undefined }),
    material: {
      invoiceId,
      sellerNip: invoice.seller.nip,
      file: { storageKey: fa3.storageKey, sha256: fa3.sha256 },
      sent,
      mode,
      credentials,
    },
  };
}

/** How many files of one NIP KSeF takes in an online session. Source: CIRFMF/ksef-docs limity/limity-api.md. */
const fileLimits = [
  { files: 30, seconds: 60 },
  { files: 180, seconds: 3_600 },
];

/**
 * Nothing of the chain is sent for a while after an error that every invoice of the chain would meet. No invoice fails by it: they
 * all follow when KSeF answers again, oldest first.
 */
async function waited(tx: TenantTx, { invoiceId, sent }: Material, error: unknown): Promise<boolean> {
  if (!(error instanceof KsefFailure) || error.kind === 'refused' || error.kind === 'garbled') return false;
  const { kind: reason, retryAfterSeconds: seconds } = error;
  await markKsefWait(tx, invoiceId, { reason, wasOut: reason === 'unreachable' && sent === undefined });
  await announce(tx, invoiceId);
  if (reason === 'pending') await postpone(tx, 'ksef_send', invoiceId, pendingSeconds);
  else await paused(tx, { reason, seconds });
  return true;
}

const pendingSeconds = 60;

async function paused(tx: TenantTx, pause: { reason: KsefPauseReason; seconds: number | undefined }): Promise<void> {
  await pauseKsef(tx, pause);
  const begun = await ksefPauseOf(tx);
  if (begun) await postponeAll(tx, 'ksef_send', begun.until);
}

async function work(app: WorkerApp, tenantId: string, material: Material): Promise<Outcome> {
  const { ksef } = app;
  if (!ksef) throw new KsefFailure('unreachable', 'KSeF is turned off in this installation');
  const who = identityOf(app.sealer, { tenantId, nip: material.sellerNip, credentials: material.credentials });
  const sent = material.sent ?? (await send(app, { ksef, tenantId, who }, material));
  const status = await settled(ksef, who, sent);
  if (status.state === 'rejected') return status;
  const upo = await ksef.access.withToken(who, (bearer) => upoFor(ksef, bearer, sent, status));
  // The number of a duplicate is that of this invoice only if its UPO names the very same file.
  if (status.state === 'duplicate' && !namesFile(upo, material.file.sha256)) {
    return { state: 'rejected', code: 440, reason: `KSeF has another file under this number: ${status.number}` };
  }
  const acquiredAt = status.state === 'accepted' ? status.acquiredAt : null;
  return { state: 'accepted', number: status.number, acquiredAt, upo: await stored(app, tenantId, material, upo) };
}

async function send(
  app: WorkerApp,
  { ksef, tenantId, who }: { ksef: KsefConnection; tenantId: string; who: Who },
  { invoiceId, file, mode }: Material,
): Promise<Sent> {
  const xml = await app.documents.get(file.storageKey);
  if (!xml) throw new Error(`document ${file.storageKey} is missing from the store`);
  const sent = await ksef.access.inSession(who, async (bearer, session) => ({
    session: session.reference,
    invoice: await sendInvoice(ksef.api, bearer, session, { xml, offline: mode !== 'online' }),
  }));
  await app.db.withTenant({ role: 'worker', tenantId }, (tx) => markKsefSent(tx, invoiceId, sent));
  return sent;
}

/** The pauses between two questions of one attempt. */
const pausesMs = [300, 500, 1_000, 2_000, 4_000, 8_000];

/** What KSeF decided. KsefFailure while KSeF has not decided, so that the next attempt asks again. */
async function settled(
  { api, access }: KsefConnection,
  who: Who,
  sent: Sent,
): Promise<Exclude<SentStatus, { state: 'pending' }>> {
  for (const pause of pausesMs) {
    const status = await access.withToken(who, (bearer) => statusOfSent(api, bearer, sent));
    if (status.state !== 'pending') return status;
    await wait(pause);
  }
  throw new KsefFailure('pending', 'KSeF is still checking the invoice');
}

function upoFor(
  { api }: KsefConnection,
  bearer: string,
  sent: Sent,
  status: Exclude<SentStatus, { state: 'pending' | 'rejected' }>,
): Promise<Uint8Array> {
  if (status.state === 'accepted') return upoOf(api, bearer, sent);
  const { session = sent.session, number } = status;
  return upoOfNumber(api, bearer, { session, number });
}

function namesFile(upo: Uint8Array, sha256: string): boolean {
  return Buffer.from(upo).toString().includes(Buffer.from(sha256, 'hex').toString('base64'));
}

async function stored(app: WorkerApp, tenantId: string, { invoiceId }: Material, upo: Uint8Array): Promise<StoredFile> {
  const sha256 = createHash('sha256').update(upo).digest();
  const storageKey = `invoices/${tenantId}/${invoiceId}/${sha256.toString('hex')}.upo.xml`;
  await app.documents.put(storageKey, upo);
  return { sha256, byteSize: upo.byteLength, storageKey };
}

async function complete(tx: TenantTx, { invoiceId }: Material, outcome: Outcome): Promise<FollowUp | undefined> {
  await Promise.all([announce(tx, invoiceId), endKsefPause(tx)]);
  if (outcome.state === 'rejected') {
    await markKsefRejected(tx, invoiceId, outcome);
    await markFailure(tx, invoiceId, { error: 'ksef', final: true }, printed);
    return undefined;
  }
  await markKsefAccepted(tx, invoiceId, outcome);
  await markReady(tx, invoiceId, outcome.upo, 'upo');
  return { task: 'render', subjectIds: [invoiceId] };
}
