import { createHash } from 'node:crypto';
import { validateFa3 } from '../../ksef/schema/validate.ts';
import { newReference } from '../state/references.ts';
import type { Session, SessionInvoice, Status } from '../state/state.ts';
import type { World } from '../world.ts';
import { type InvoiceFacts, readInvoice } from './invoiceFile.ts';
import { newKsefNumber } from './ksefNumber.ts';

export type Received = {
  /** Undefined when the file could not be decrypted. */
  content: Buffer | undefined;
  /** SHA-256 in Base64 and bytes, as the client declared them. */
  hash: string;
  size: number;
  offlineMode: boolean;
  receivedAt: number;
  fileName?: string;
  isTechnicalCorrection?: boolean;
};

const accepted: Status = { code: 200, description: 'Sukces' };
const descriptions = {
  405: 'Przetwarzanie anulowane z powodu błędu sesji',
  410: 'Nieprawidłowy zakres uprawnień',
  415: 'Brak możliwości wysyłania faktury z załącznikiem',
  430: 'Błąd weryfikacji pliku faktury',
  435: 'Błąd odszyfrowania pliku',
  450: 'Błąd weryfikacji semantyki dokumentu faktury',
  500: 'Nieznany błąd (500)',
  550: 'Operacja została anulowana przez system',
} as const;

/** Judges an invoice and numbers an accepted one. Clients see the outcome after the processing time. */
export function receiveInvoice(world: World, session: Session, operation: string, received: Received): SessionInvoice {
  const now = world.now();
  const facts = received.content && readInvoice(received.content);
  const day = dayInPoland(received.receivedAt);
  const invoice: SessionInvoice = {
    referenceNumber: newReference('EE', now),
    ordinalNumber: session.invoices.length + 1,
    ...(received.fileName !== undefined && { fileName: received.fileName }),
    invoiceHash: received.hash,
    ...(facts?.number && { invoiceNumber: facts.number.slice(0, 256) }),
    receivedAt: received.receivedAt,
    readyAt: now + world.processingMs + (world.faults.take('late', operation)?.ms ?? 0),
    mode: received.offlineMode || (facts !== undefined && facts.issueDate < day) ? 'Offline' : 'Online',
    outcome: refusalOf(world, session, operation, received, facts) ?? accepted,
    upoReferenceNumber: newReference('EU', now),
  };
  session.invoices.push(invoice);
  if (invoice.outcome === accepted && facts && received.content) {
    register(world, session, invoice, { facts, content: received.content, day });
  }
  return invoice;
}

/** The calendar day in Poland: by it KSeF compares P_1. */
export function dayInPoland(time: number): string {
  return polishDay.format(time);
}

const polishDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' });

function refusalOf(
  world: World,
  session: Session,
  operation: string,
  { content, hash, size, receivedAt, isTechnicalCorrection }: Received,
  facts: InvoiceFacts | undefined,
): Status | undefined {
  const told = world.faults.take('rejecting', operation);
  if (told) return refused(told.code);
  if (content === undefined) return refused(435);
  if (content.byteLength !== size) return refused(430, 'Rozmiar pliku faktury nie zgadza się z zadeklarowanym.');
  if (sha256(content) !== hash) return refused(430, 'Skrót pliku faktury nie zgadza się z zadeklarowanym.');
  if (facts === undefined) return refused(430, 'Plik nie jest poprawnym dokumentem XML.');
  const schema = schemaRefusal(content);
  if (schema) return schema;
  if (facts.sellerNip !== session.nip) {
    return refused(410, `Brak uprawnień do wystawienia faktury dla ${facts.sellerNip}.`);
  }
  if (facts.hasAttachment && session.kind === 'online' && !isTechnicalCorrection) return refused(415);
  if (facts.issueDate > dayInPoland(receivedAt)) {
    return refused(450, 'Data wystawienia faktury (P_1) jest późniejsza niż data przyjęcia do systemu KSeF.');
  }
  return duplicateOf(world, facts);
}

/** 430 for a file that is not fit to be checked, 450 for one that breaks the schema. */
function schemaRefusal(content: Buffer): Status | undefined {
  const verdict = validateFa3(content);
  if (verdict.valid) return undefined;
  return refused(verdict.reasons.some((reason) => reason.startsWith("Element '")) ? 450 : 430, ...verdict.reasons);
}

function duplicateOf({ state }: World, facts: InvoiceFacts): Status | undefined {
  const originalKsefNumber = state.numberOf[duplicateKey(facts)];
  const original = originalKsefNumber === undefined ? undefined : state.accepted[originalKsefNumber];
  if (original === undefined) return undefined;
  const { ksefNumber, sessionReferenceNumber } = original;
  const text = `Faktura o numerze KSeF: ${ksefNumber} została już prawidłowo przesłana do systemu`;
  return {
    code: 440,
    description: 'Duplikat faktury',
    details: [`Duplikat faktury. ${text} w sesji: ${sessionReferenceNumber}`],
    extensions: { originalSessionReferenceNumber: sessionReferenceNumber, originalKsefNumber: ksefNumber },
  };
}

function register(
  { state }: World,
  session: Session,
  invoice: SessionInvoice,
  { facts, content, day }: { facts: InvoiceFacts; content: Buffer; day: string },
): void {
  const { issueDate, number, kind, grossText, sellerName, buyer } = facts;
  const ksefNumber = newKsefNumber(session.nip, day);
  invoice.ksefNumber = ksefNumber;
  state.numberOf[duplicateKey(facts)] = ksefNumber;
  state.accepted[ksefNumber] = {
    ...{ ksefNumber, nip: session.nip, number, kind, issueDate, grossText, sellerName, buyer },
    ...{ hash: invoice.invoiceHash, xml: content.toString('base64'), mode: invoice.mode },
    ...{ receivedAt: invoice.receivedAt, acceptedAt: invoice.readyAt },
    sessionReferenceNumber: session.referenceNumber,
  };
}

const duplicateKey = ({ sellerNip, kind, number }: InvoiceFacts) => JSON.stringify([sellerNip, kind, number]);

function refused(code: keyof typeof descriptions, ...details: string[]): Status {
  const interrupted = 'Przetwarzanie zostało przerwane z przyczyn wewnętrznych systemu. Spróbuj ponownie';
  const all = code === 550 ? [interrupted] : details;
  return { code, description: descriptions[code], ...(all.length > 0 && { details: all }) };
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');
