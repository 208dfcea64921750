import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { decryptAes } from '../crypto/decrypt.ts';
import { KsefError } from '../http/errors.ts';
import type { Batch, Session, Status } from '../state/state.ts';
import type { Call, Reply, World } from '../world.ts';
import { type ArchivedFile, BadArchive, readTarGz, readZip } from './archive.ts';
import { receiveInvoice } from './invoices.ts';
import { mostInvoices } from './online.ts';
import { cipherOf, type Encryption, type FormCode, openSession, ownSession } from './open.ts';
import { sessionStatus } from './sessionStatus.ts';
import { signedUrl } from './storage.ts';

/** Each part may be sent for as many times 20 minutes as there are parts: sesja-wsadowa.md. */
const partMs = 20 * 60_000;
/** Padding of AES adds at most 16 bytes to the 100 MB of a part. */
const mostPartBytes = 100_000_016;

type OpenBody = {
  formCode: FormCode;
  encryption: Encryption;
  offlineMode?: boolean;
  batchFile: {
    fileSize: number;
    fileHash: string;
    compressionType?: Batch['compression'] | null;
    fileParts: { ordinalNumber: number; fileSize: number; fileHash: string }[];
  };
};

/** `post /sessions/batch` */
export function openBatch(world: World, call: Call): Reply {
  const body = call.body as OpenBody;
  const { fileSize, fileHash, compressionType, fileParts } = body.batchFile;
  checkParts(fileParts);
  const compression = compressionType ?? 'Zip';
  const parts = fileParts.map((part) => ({ ...part }));
  const batch: Batch = { offlineMode: body.offlineMode ?? false, compression, fileSize, fileHash, parts };
  const lifetimeMs = parts.length * partMs;
  const session = openSession(world, call, body, { kind: 'batch', batch }, lifetimeMs);
  const partUploadRequests = parts.map(({ ordinalNumber }) => ({
    ...{ ordinalNumber, method: 'PUT', headers: { 'x-ms-blob-type': 'BlockBlob' } },
    url: signedUrl(world, partPath(session.referenceNumber, ordinalNumber), session.validUntil),
  }));
  return { status: 201, body: { referenceNumber: session.referenceNumber, partUploadRequests } };
}

/** Takes a part at its signed address. False when its size or hash is not what the session declared. */
export function uploadPart({ state }: World, referenceNumber: string, ordinal: number, content: Buffer): boolean {
  const session = state.sessions[referenceNumber];
  const part = session?.batch?.parts.find(({ ordinalNumber }) => ordinalNumber === ordinal);
  if (session === undefined || part === undefined || session.closedAt !== undefined) return false;
  if (content.byteLength !== part.fileSize || sha256(content) !== part.fileHash) return false;
  part.content = content.toString('base64');
  return true;
}

/** `post /sessions/batch/{referenceNumber}/close`: the invoices are judged after the answer. */
export function closeBatch(world: World, call: Call): Reply {
  const session = ownSession(world, call);
  const now = world.now();
  if (session.batch === undefined || session.failed || session.closedAt !== undefined) {
    throw new KsefError(21180, `Status sesji ${sessionStatus(session, now).code} uniemożliwia jej zamknięcie.`);
  }
  if (now >= session.validUntil) throw new KsefError(21208, 'Sesja anulowana, przekroczony czas wysyłki.');
  const missing = session.batch.parts.find(({ content }) => content === undefined);
  if (missing) throw new KsefError(21205, `Nie przesłano zadeklarowanej '${missing.ordinalNumber}' części pliku.`);
  session.closedAt = now;
  session.updatedAt = now;
  session.working = true;
  void judge(world, session, session.batch);
  return { status: 204 };
}

/** The path of a part below the server's address. */
export function partPath(referenceNumber: string, ordinalNumber: number): string {
  return `/storage/batch-parts/${referenceNumber}/${ordinalNumber}`;
}

function checkParts(parts: OpenBody['batchFile']['fileParts']): void {
  const large = parts.find(({ fileSize }) => fileSize > mostPartBytes);
  if (large) throw new KsefError(21157, `Rozmiar części ${large.ordinalNumber} przekroczył dozwolony rozmiar 100MB.`);
  const numbers = new Set(parts.map(({ ordinalNumber }) => ordinalNumber));
  if (numbers.size !== parts.length) throw new KsefError(21405, 'Numery części powtarzają się.');
}

async function judge(world: World, session: Session, batch: Batch): Promise<void> {
  try {
    const files = filesOf(session, batch);
    if ('failed' in files) session.failed = files.failed;
    else await receiveAll(world, session, batch, files.files);
  } catch (error) {
    console.error(error);
    session.failed = { code: 500, description: 'Nieznany błąd (500)' };
  } finally {
    for (const part of batch.parts) delete part.content;
    delete session.working;
    world.changed();
  }
}

type Files = { files: ArchivedFile[] } | { failed: Status };

function filesOf(session: Session, batch: Batch): Files {
  const cipher = cipherOf(session);
  const inOrder = [...batch.parts].sort((one, other) => one.ordinalNumber - other.ordinalNumber);
  const plain = inOrder.map(({ content = '' }) => cipher && decryptAes(cipher, Buffer.from(content, 'base64')));
  const decrypted = plain.filter((part) => part !== undefined);
  if (decrypted.length < plain.length) {
    return failed(435, 'Błąd odszyfrowania zaszyfrowanych części archiwum');
  }
  const archive = Buffer.concat(decrypted);
  if (archive.byteLength !== batch.fileSize || sha256(archive) !== batch.fileHash) {
    return failed(405, 'Błąd weryfikacji poprawności dostarczonych elementów paczki');
  }
  try {
    const files = batch.compression === 'Zip' ? readZip(archive) : readTarGz(archive);
    return files.length > mostInvoices ? failed(420, 'Przekroczony limit faktur w sesji') : { files };
  } catch (error) {
    if (error instanceof BadArchive) return failed(430, 'Błąd dekompresji pierwotnego archiwum');
    throw error;
  }
}

/** An invoice takes some milliseconds, so other requests come between. Its day of receipt is the day of opening. */
async function receiveAll(world: World, session: Session, batch: Batch, files: ArchivedFile[]): Promise<void> {
  for (const { name, content } of files) {
    receiveInvoice(world, session, 'post /sessions/batch/{referenceNumber}/close', {
      ...{ content, hash: sha256(content), size: content.byteLength, fileName: name.slice(0, 128) },
      ...{ offlineMode: batch.offlineMode, receivedAt: session.createdAt },
    });
    await breathe();
  }
}

const failed = (code: number, description: string): Files => ({ failed: { code, description } });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');
