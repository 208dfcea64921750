import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { makeZip } from 'client-zip';

/** A file in an archive. `day` is its date. */
export type ZipEntry = { name: string; day: string; bytes: Uint8Array };

/**
 * A ZIP file as a stream that takes the next entry only when its reader has taken the last one, so that one entry is in
 * memory at a time. PDFs are compressed already, so entries are stored as they are.
 */
export function zipStream(entries: AsyncIterable<ZipEntry>): Readable {
  return Readable.fromWeb(makeZip(inputs(entries)) as ReadableStream<Uint8Array>);
}

async function* inputs(entries: AsyncIterable<ZipEntry>) {
  for await (const { name, day, bytes } of entries)
    yield { name, lastModified: new Date(`${day}T12:00:00`), input: bytes as Uint8Array<ArrayBuffer> };
}
