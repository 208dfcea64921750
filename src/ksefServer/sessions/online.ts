import { createHash } from 'node:crypto';
import { decryptAes } from '../crypto/decrypt.ts';
import { KsefError } from '../http/errors.ts';
import type { Session, SessionInvoice } from '../state/state.ts';
import type { Call, Reply, World } from '../world.ts';
import { receiveInvoice } from './invoices.ts';
import { cipherOf, type Encryption, type FormCode, openSession, ownSession } from './open.ts';
import { isClosed, sessionStatus } from './sessionStatus.ts';

const lifetimeMs = 12 * 3_600_000;
export const mostInvoices = 10_000;

/** `post /sessions/online` */
export function openOnline(world: World, call: Call): Reply {
  const body = call.body as { formCode: FormCode; encryption: Encryption };
  const { referenceNumber, validUntil } = openSession(world, call, body, { kind: 'online' }, lifetimeMs);
  return { status: 201, body: { referenceNumber, validUntil: new Date(validUntil).toISOString() } };
}

type SendBody = {
  invoiceHash: string;
  invoiceSize: number;
  encryptedInvoiceHash: string;
  encryptedInvoiceSize: number;
  encryptedInvoiceContent: string;
  offlineMode?: boolean;
  hashOfCorrectedInvoice?: string | null;
};

/** `post /sessions/online/{referenceNumber}/invoices` */
export function sendInvoice(world: World, call: Call): Reply {
  const session = openOnlineSession(world, call, 'uniemożliwia wysyłkę faktur');
  const body = call.body as SendBody;
  if (session.invoices.length >= mostInvoices) {
    const limit = `osiągnęła dozwolony limit liczby faktur ${mostInvoices}`;
    throw new KsefError(21155, `Sesja o numerze referencyjnym ${session.referenceNumber} ${limit}.`);
  }
  const encrypted = encryptedContent(body);
  const corrected = body.hashOfCorrectedInvoice ? rejectedInvoice(world, session.nip, body) : undefined;
  const invoice = receive(world, session, body, encrypted);
  if (corrected && invoice.ksefNumber) corrected.correctedBy = invoice.ksefNumber;
  session.updatedAt = world.now();
  const twice = world.faults.take('duplicating', sending) && receive(world, session, body, encrypted);
  return { status: 202, body: { referenceNumber: (twice ?? invoice).referenceNumber } };
}

const sending = 'post /sessions/online/{referenceNumber}/invoices';

/** `post /sessions/online/{referenceNumber}/close` */
export function closeOnline(world: World, call: Call): Reply {
  const session = openOnlineSession(world, call, 'uniemożliwia jej zamknięcie');
  session.closedAt = world.now();
  session.updatedAt = session.closedAt;
  return { status: 204 };
}

function openOnlineSession(world: World, call: Call, refusal: string): Session {
  const session = ownSession(world, call);
  const now = world.now();
  if (session.kind !== 'online' || session.failed || isClosed(session, now)) {
    throw new KsefError(21180, `Status sesji ${sessionStatus(session, now).code} ${refusal}.`);
  }
  return session;
}

/** Throws KsefError 21402 or 21403 when size or hash differ from what is declared. */
function encryptedContent(body: SendBody): Buffer {
  const encrypted = Buffer.from(body.encryptedInvoiceContent, 'base64');
  if (encrypted.byteLength !== body.encryptedInvoiceSize) {
    throw new KsefError(21402, 'Długość treści nie zgadza się z rozmiarem pliku.');
  }
  if (createHash('sha256').update(encrypted).digest('base64') !== body.encryptedInvoiceHash) {
    throw new KsefError(21403, 'Skrót treści nie zgadza się ze skrótem pliku.');
  }
  return encrypted;
}

function receive(world: World, session: Session, body: SendBody, encrypted: Buffer): SessionInvoice {
  const cipher = cipherOf(session);
  return receiveInvoice(world, session, sending, {
    content: cipher && decryptAes(cipher, encrypted),
    ...{ hash: body.invoiceHash, size: body.invoiceSize, receivedAt: world.now() },
    offlineMode: body.offlineMode ?? false,
    isTechnicalCorrection: body.hashOfCorrectedInvoice != null,
  });
}

/** The invoice that a technical correction replaces: rejected, and not corrected yet. Source: korekta-techniczna.md. */
function rejectedInvoice({ state, now }: World, nip: string, body: SendBody): SessionInvoice {
  const sent = Object.values(state.sessions)
    .filter((session) => session.nip === nip)
    .flatMap(({ invoices }) => invoices)
    .filter(({ invoiceHash, readyAt }) => invoiceHash === body.hashOfCorrectedInvoice && readyAt <= now());
  if (sent.some(({ ksefNumber }) => ksefNumber !== undefined)) {
    throw new KsefError(21167, 'Nie można wysłać korekty technicznej do prawidłowo przetworzonej faktury.');
  }
  if (sent.some(({ correctedBy }) => correctedBy !== undefined)) {
    throw new KsefError(21166, 'Faktura posiada już przetworzoną prawidłowo korektę techniczną.');
  }
  const [rejected] = sent.filter(({ mode }) => mode === 'Offline');
  if (rejected === undefined)
    throw new KsefError(21405, 'Nie znaleziono odrzuconej faktury offline o podanym skrócie.');
  if (body.offlineMode !== true) throw new KsefError(21405, 'Korekta techniczna wymaga trybu offline.');
  return rejected;
}
