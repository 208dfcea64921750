import { gunzipSync, inflateRawSync } from 'node:zlib';

export type ArchivedFile = { name: string; content: Buffer };

/** An archive is refused: it is broken, or its files are larger than KSeF takes. */
export class BadArchive extends Error {}

/** The largest invoice with attachments, in bytes: weryfikacja-faktury.md. */
const mostFileBytes = 3_000_000;
/** Of all files together. KSeF allows 5 GB; this server works in memory. */
const mostTotalBytes = 500_000_000;
const mostFiles = 20_000;

/** The files in a ZIP archive without ZIP64, which 10,000 invoices never need. Throws BadArchive. */
export function readZip(zip: Buffer): ArchivedFile[] {
  return guarded(() => {
    const end = zip.lastIndexOf(endOfDirectory);
    if (end < 0) throw new BadArchive('no directory');
    const count = zip.readUInt16LE(end + 10);
    if (count > mostFiles) throw new BadArchive('too many files');
    const files: ArchivedFile[] = [];
    let at = zip.readUInt32LE(end + 16);
    let total = 0;
    for (let index = 0; index < count; index += 1) {
      const entry = entryAt(zip, at);
      at = entry.next;
      if (entry.name.endsWith('/')) continue;
      const content = contentOf(zip, entry);
      total += content.byteLength;
      if (total > mostTotalBytes) throw new BadArchive('too many bytes');
      files.push({ name: entry.name, content });
    }
    return files;
  });
}

/** The files in a tar.gz archive. Throws BadArchive. */
export function readTarGz(archive: Buffer): ArchivedFile[] {
  return guarded(() => {
    const tar = gunzipSync(archive, { maxOutputLength: mostTotalBytes });
    const files: ArchivedFile[] = [];
    for (let at = 0; at + 512 <= tar.byteLength && tar[at] !== 0; ) {
      const size = Number.parseInt(textAt(tar, at + 124, 12), 8);
      if (!Number.isInteger(size) || at + 512 + size > tar.byteLength) throw new BadArchive('a broken header');
      const type = textAt(tar, at + 156, 1);
      if (type === '0' || type === '') {
        if (size > mostFileBytes) throw new BadArchive('a file is too large');
        files.push({ name: textAt(tar, at, 100), content: tar.subarray(at + 512, at + 512 + size) });
      }
      at += 512 + Math.ceil(size / 512) * 512;
    }
    return files;
  });
}

const endOfDirectory = Buffer.from('504b0506', 'hex');
type Entry = { name: string; method: number; packed: number; size: number; header: number; next: number };

function entryAt(zip: Buffer, at: number): Entry {
  if (zip.readUInt32LE(at) !== 0x02014b50) throw new BadArchive('a broken directory');
  const nameLength = zip.readUInt16LE(at + 28);
  const extra = zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  return {
    name: zip.toString('utf8', at + 46, at + 46 + nameLength),
    method: zip.readUInt16LE(at + 10),
    packed: zip.readUInt32LE(at + 20),
    size: zip.readUInt32LE(at + 24),
    header: zip.readUInt32LE(at + 42),
    next: at + 46 + nameLength + extra,
  };
}

/** The declared size is not believed: inflating stops at the limit. */
function contentOf(zip: Buffer, { method, packed, size, header }: Entry): Buffer {
  if (size > mostFileBytes) throw new BadArchive('a file is too large');
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const bytes = zip.subarray(start, start + packed);
  const content = method === 0 ? bytes : inflateRawSync(bytes, { maxOutputLength: mostFileBytes });
  if (content.byteLength !== size) throw new BadArchive('a wrong size');
  return content;
}

function textAt(bytes: Buffer, start: number, length: number): string {
  return bytes
    .toString('utf8', start, start + length)
    .replace(/\0.*$/s, '')
    .trim();
}

function guarded(read: () => ArchivedFile[]): ArchivedFile[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadArchive) throw error;
    throw new BadArchive('unreadable', { cause: error });
  }
}
