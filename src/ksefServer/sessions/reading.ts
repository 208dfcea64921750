import { createHash } from 'node:crypto';
import { KsefError } from '../http/errors.ts';
import type { AcceptedInvoice, Session, SessionInvoice } from '../state/state.ts';
import type { Call, Reply, World } from '../world.ts';
import { ownSession } from './open.ts';
import { invoiceStatus, sessionStatus } from './sessionStatus.ts';
import { upoUrl } from './storage.ts';
import { upo } from './upo.ts';

const isoTime = (time: number) => new Date(time).toISOString();

/** `get /sessions/{referenceNumber}` */
export function readSession(world: World, call: Call): Reply {
  const session = ownSession(world, call);
  const now = world.now();
  const status = sessionStatus(session, now);
  const ready = session.invoices.filter(({ readyAt }) => readyAt <= now);
  const successfulInvoiceCount = ready.filter(({ ksefNumber }) => ksefNumber !== undefined).length;
  const body = {
    ...{ status, dateCreated: isoTime(session.createdAt), dateUpdated: isoTime(session.updatedAt) },
    validUntil: isoTime(session.validUntil),
    ...(status.code === 200 && { upo: { pages: [upoPage(world, session)] } }),
    invoiceCount: session.invoices.length,
    ...{ successfulInvoiceCount, failedInvoiceCount: ready.length - successfulInvoiceCount },
  };
  return { status: 200, body };
}

/** `get /sessions`: the sessions of the context, the newest first, by type and by reference number. */
export function listSessions(world: World, { caller, query }: Call): Reply {
  const now = world.now();
  const found = Object.values(world.state.sessions)
    .filter(({ nip, kind }) => nip === caller.nip && kind === String(query['sessionType']).toLowerCase())
    .filter(({ referenceNumber }) => [undefined, referenceNumber].includes(query['referenceNumber'] as string))
    .sort((one, other) => other.createdAt - one.createdAt);
  const { items, continuationToken } = page(found, query, undefined);
  const sessions = items.map((session) => ({
    ...{ referenceNumber: session.referenceNumber, status: sessionStatus(session, now) },
    ...{ dateCreated: isoTime(session.createdAt), dateUpdated: isoTime(session.updatedAt) },
    validUntil: isoTime(session.validUntil),
    ...counts(session, now),
  }));
  return { status: 200, body: { continuationToken, sessions } };
}

/** `get /sessions/{referenceNumber}/invoices` */
export function listInvoices(world: World, call: Call): Reply {
  return invoicePage(world, call, () => true);
}

/** `get /sessions/{referenceNumber}/invoices/failed` */
export function listFailed(world: World, call: Call): Reply {
  return invoicePage(world, call, ({ readyAt, ksefNumber }) => readyAt <= world.now() && ksefNumber === undefined);
}

/** `get /sessions/{referenceNumber}/invoices/{invoiceReferenceNumber}` */
export function readInvoiceStatus(world: World, call: Call): Reply {
  return { status: 200, body: described(world, sentInvoice(world, call).invoice) };
}

/** `get /sessions/{referenceNumber}/invoices/{invoiceReferenceNumber}/upo` */
export function invoiceUpo(world: World, call: Call): Reply {
  const { session, invoice } = sentInvoice(world, call);
  return upoReply(world, session, [acceptedOf(world, invoice)]);
}

/** `get /sessions/{referenceNumber}/invoices/ksef/{ksefNumber}/upo` */
export function upoByKsefNumber(world: World, call: Call): Reply {
  const session = ownSession(world, call);
  const { ksefNumber } = call.parameters;
  const invoice = session.invoices.find((one) => one.ksefNumber !== undefined && one.ksefNumber === ksefNumber);
  return upoReply(world, session, [acceptedOf(world, invoice)]);
}

/** `get /sessions/{referenceNumber}/upo/{upoReferenceNumber}` */
export function sessionUpo(world: World, call: Call): Reply {
  const session = ownSession(world, call);
  const isKnown = session.upoReferenceNumber === call.parameters['upoReferenceNumber'];
  if (!isKnown || sessionStatus(session, world.now()).code !== 200) throw new KsefError(21178);
  return upoReply(world, session, acceptedIn(world, session));
}

/** The UPO of an invoice or of a session, for its address in storage. Undefined for an unknown one. */
export function storedUpo(world: World, upoReferenceNumber: string): Reply | undefined {
  for (const session of Object.values(world.state.sessions)) {
    if (session.upoReferenceNumber === upoReferenceNumber) {
      return upoReply(world, session, acceptedIn(world, session));
    }
    const invoice = session.invoices.find((one) => one.upoReferenceNumber === upoReferenceNumber);
    if (invoice) return upoReply(world, session, [acceptedOf(world, invoice)]);
  }
  return undefined;
}

function upoPage(world: World, { upoReferenceNumber }: Session) {
  const { url, expires } = upoUrl(world, upoReferenceNumber);
  return { referenceNumber: upoReferenceNumber, downloadUrl: url, downloadUrlExpirationDate: expires };
}

function invoicePage(world: World, call: Call, wanted: (invoice: SessionInvoice) => boolean): Reply {
  const found = ownSession(world, call).invoices.filter(wanted);
  const { items, continuationToken } = page(found, call.query, call.headers['x-continuation-token']);
  return { status: 200, body: { continuationToken, invoices: items.map((invoice) => described(world, invoice)) } };
}

/** The continuation token is the position of the next page. */
function page<Item>(items: readonly Item[], query: Call['query'], token: unknown) {
  const start = Number(token ?? 0) || 0;
  const end = start + (Number(query['pageSize'] ?? 10) || 10);
  return { items: items.slice(start, end), continuationToken: end < items.length ? String(end) : null };
}

function sentInvoice(world: World, call: Call): { session: Session; invoice: SessionInvoice } {
  const session = ownSession(world, call);
  const reference = call.parameters['invoiceReferenceNumber'];
  const invoice = session.invoices.find(({ referenceNumber }) => referenceNumber === reference);
  if (invoice === undefined) throw new KsefError(21405, `Nie znaleziono faktury ${reference} w sesji.`);
  return { session, invoice };
}

/** SessionInvoiceStatusResponse */
function described(world: World, invoice: SessionInvoice) {
  const now = world.now();
  const upoLink =
    invoice.ksefNumber !== undefined && now >= invoice.readyAt && upoUrl(world, invoice.upoReferenceNumber);
  return {
    ...{ ordinalNumber: invoice.ordinalNumber, referenceNumber: invoice.referenceNumber },
    ...(invoice.invoiceNumber !== undefined && { invoiceNumber: invoice.invoiceNumber }),
    invoiceHash: invoice.invoiceHash,
    ...(invoice.fileName !== undefined && { invoiceFileName: invoice.fileName }),
    invoicingDate: isoTime(invoice.receivedAt),
    ...(upoLink && {
      ...{ ksefNumber: invoice.ksefNumber, acquisitionDate: isoTime(invoice.readyAt) },
      permanentStorageDate: isoTime(invoice.readyAt + 1),
      ...{ upoDownloadUrl: upoLink.url, upoDownloadUrlExpirationDate: upoLink.expires },
    }),
    invoicingMode: invoice.mode,
    status: invoiceStatus(invoice, now),
  };
}

function counts({ invoices }: Session, now: number) {
  const ready = invoices.filter(({ readyAt }) => readyAt <= now);
  const successful = ready.filter(({ ksefNumber }) => ksefNumber !== undefined).length;
  return {
    totalInvoiceCount: invoices.length,
    successfulInvoiceCount: successful,
    failedInvoiceCount: ready.length - successful,
  };
}

function acceptedIn(world: World, { invoices }: Session): AcceptedInvoice[] {
  return invoices.filter(({ ksefNumber }) => ksefNumber !== undefined).map((invoice) => acceptedOf(world, invoice));
}

function acceptedOf({ state, now }: World, invoice: SessionInvoice | undefined): AcceptedInvoice {
  const { ksefNumber = '', readyAt = 0 } = invoice ?? {};
  const found = state.accepted[ksefNumber];
  if (found === undefined || now() < readyAt) throw new KsefError(21178);
  return found;
}

function upoReply(world: World, session: Session, invoices: readonly AcceptedInvoice[]): Reply {
  const xml = upo(world, session, invoices);
  return { status: 200, xml, headers: { 'x-ms-meta-hash': createHash('sha256').update(xml).digest('base64') } };
}
