import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file of the archive, made while the archive is read. */
export type ZipPart = { name: string; bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array> };

/**
 * A ZIP file with compressed files, made as its reader takes it: the next part begins when the last one is read, and a
 * part's bytes are asked for as they are needed. The stream fails with RangeError for 4 GiB or more of bytes before or
 * after compression, which would need ZIP64. Source: APPNOTE.TXT 6.3.10 of PKWARE.
 */
export function deflatedZip(parts: Iterable<ZipPart> | AsyncIterable<ZipPart>): Readable {
  return Readable.from(zipBytes(parts), { objectMode: false });
}

type Sums = { crc: number; size: number; packed: number };
type Directory = { name: Buffer; sums: Sums; at: number };

async function* zipBytes(parts: Iterable<ZipPart> | AsyncIterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const directory: Directory[] = [];
  let at = 0;
  for await (const part of parts) {
    const name = Buffer.from(part.name);
    const sums: Sums = { crc: 0, size: 0, packed: 0 };
    const head = localHeader(name);
    yield head;
    yield* packed(part.bytes, sums);
    const tail = dataDescriptor(sums);
    yield tail;
    directory.push({ name, sums, at });
    at += head.length + sums.packed + tail.length;
  }
  const entries = Buffer.concat(directory.map(directoryEntry));
  yield entries;
  yield endOfDirectory(directory.length, entries.length, at);
}

async function* packed(bytes: ZipPart['bytes'], sums: Sums): AsyncGenerator<Uint8Array> {
  const deflate = createDeflateRaw();
  // An error of the source destroys `deflate` with it, so the loop below throws it.
  pipeline(counted(bytes, sums), deflate, () => {});
  for await (const chunk of deflate as AsyncIterable<Buffer>) {
    sums.packed += chunk.length;
    yield chunk;
  }
}

async function* counted(bytes: ZipPart['bytes'], sums: Sums): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    sums.crc = crc32(chunk, sums.crc);
    sums.size += chunk.length;
    yield chunk;
  }
}

const version = 20;
/** Sizes follow the bytes (bit 3), names are UTF-8 (bit 11). */
const flags = 0x0808;
const deflated = 8;
/** 1 January 1980, midnight: the first moment that the format knows. */
const noTime = { time: 0, day: 0x21 };

function localHeader(name: Buffer): Buffer {
  return Buffer.concat([
    numbers([4, 0x04034b50], [2, version], [2, flags], [2, deflated], [2, noTime.time], [2, noTime.day]),
    // Check sum and sizes are in the descriptor.
    numbers([4, 0], [4, 0], [4, 0], [2, name.length], [2, 0]),
    name,
  ]);
}

function dataDescriptor({ crc, packed, size }: Sums): Buffer {
  return numbers([4, 0x08074b50], [4, crc], [4, packed], [4, size]);
}

function directoryEntry({ name, sums: { crc, packed, size }, at }: Directory): Buffer {
  return Buffer.concat([
    numbers([4, 0x02014b50], [2, version], [2, version], [2, flags], [2, deflated], [2, noTime.time], [2, noTime.day]),
    numbers([4, crc], [4, packed], [4, size], [2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, at]),
    name,
  ]);
}

function endOfDirectory(count: number, length: number, at: number): Buffer {
  return numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, length], [4, at], [2, 0]);
}

/** Little-endian integers of 2 or 4 bytes. RangeError for a number that does not fit. */
function numbers(...fields: readonly [bytes: 2 | 4, value: number][]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of fields) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}
